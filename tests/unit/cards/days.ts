/** The days of somebody who answers every new card right, by the queue that the pages use. */
import type { DeckSource } from "../../../cards/files/source.ts";
import { generate } from "../../../cards/generate.ts";
import type { CardEntry } from "../../../src/core/card.ts";
import type { CardContent, Deck } from "../../../src/core/deck/deck.ts";
import { NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { pairOf } from "../../../src/core/plan/pairs.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";

export interface StudiedDay {
  readonly cards: readonly CardContent[];
  /** What could have been asked instead when each of them was: new, unlocked, of a fact that had not come that day. */
  readonly instead: readonly (readonly CardContent[])[];
}

const entryOf = (deck: Deck, { id, fact, chapter, order, unlockedBy, formerIds }: CardContent): CardEntry => ({
  id,
  deck: deck.id,
  fact,
  chapter,
  order,
  unlockedBy,
  formerIds,
  state: NEW_CARD_STATE,
  revision: 0,
  retired: false,
});

export function daysOf(deck: Deck, newPerDay: number, isOn: (chapter: string) => boolean): StudiedDay[] {
  const waiting = new Map(deck.cards.filter(({ chapter }) => isOn(chapter)).map((card) => [card.id, card]));
  const pairs = new Map(
    deck.facts.flatMap((fact) => {
      const pair = pairOf(fact);
      return pair === null ? [] : [[fact.id, pair] as const];
    }),
  );
  const known = new Set<string>();
  const days: StudiedDay[] = [];
  for (let nowMs = Date.UTC(2026, 10, 23, 9); waiting.size > 0; nowMs += DAY_MS) {
    const now = nowAt(nowMs, () => 0, 4);
    const cards: CardContent[] = [];
    const instead: CardContent[][] = [];
    const answered: CardEntry[] = [];
    for (;;) {
      const open = [...waiting.values()].filter(({ unlockedBy }) => unlockedBy.every((fact) => known.has(fact)));
      const newCards = open.map((card) => entryOf(deck, card));
      const settings = { newPerDay, reviewsPerDay: 0 };
      const [next] = buildQueue({ learning: [], reviews: [], newCards, answered, settings, now, pairs }).cards;
      const card = next && waiting.get(next.id);
      if (!next || !card) break;
      instead.push(open.filter(({ fact }) => !answered.some((entry) => entry.fact === fact) && fact !== card.fact));
      cards.push(card);
      waiting.delete(card.id);
      known.add(card.fact);
      const onLastDay = { answers: 1, introductions: 1, reviews: 0 };
      answered.push({ ...next, state: { ...NEW_CARD_STATE, lastDay: now.today, reviews: 1, onLastDay } });
    }
    if (cards.length === 0) throw new Error(`${waiting.size} cards never come`);
    days.push({ cards, instead });
  }
  return days;
}

/** Whether two cards ask different facts about the same two things, read off the deck alone. */
export function pairsIn(source: DeckSource): (a: CardContent, b: CardContent) => boolean {
  const { deck } = generate(source);
  const ends = new Map(deck.facts.map(({ id, triple }) => [id, [triple.subject, triple.object].sort().join(" ")]));
  const members = ({ type, unlockedBy }: CardContent): string | null =>
    type === "contrast" ? [...unlockedBy].sort().join(" ") : null;
  return (a, b) =>
    a.fact !== b.fact && (ends.get(a.fact) === ends.get(b.fact) || (members(a) !== null && members(a) === members(b)));
}
