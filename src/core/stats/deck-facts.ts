/** The facts of a deck by chapter, each with what is known of it: what the ring of facts draws. */
import { type CardEntry, inDeckOrder } from "../card.ts";
import type { Chapter, Deck, Fact, RichText } from "../deck/deck.ts";
import { grouped } from "../grouped.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import { isBegun } from "../memory/card-state.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../time/study-day.ts";
import { counts } from "./counted.ts";
import { factRecall } from "./fact-recall.ts";
import { type FactsKnown, factsKnown, type KnownFact, type KnownFacts } from "./known-facts.ts";
import type { CountedState } from "./state-columns.ts";

export interface KnownChapter extends Pick<Chapter, "id" | "title"> {
  readonly facts: KnownFacts;
}

export interface DeckFacts extends Pick<Deck, "title" | "language"> {
  readonly id: DeckId;
  /** Those that have facts, in teaching order. */
  readonly chapters: readonly KnownChapter[];
  readonly known: FactsKnown;
}

/** A card with whether its chapter or its deck is switched off. */
type Placed = CardEntry & { readonly off: boolean };

/** A fact with its cards, before anything is worked out of it. */
export interface FactGroup {
  readonly id: FactId;
  readonly chapter: string;
  readonly statement: RichText | null;
  readonly cards: readonly { readonly id: CardId; readonly state: CountedState }[];
}

/**
 * The facts of a deck with their cards, in order.
 * @param facts in the order of the deck
 * @param cards of the deck, in any order. Those that are no longer in it are left out, and facts of which every card is
 *   switched off, unless they were begun
 */
export function factGroups(
  facts: readonly Pick<Fact, "id" | "statement">[],
  cards: readonly Placed[],
): readonly FactGroup[] {
  const byFact = grouped([...cards.filter(({ retired }) => !retired)].sort(inDeckOrder), ({ fact }) => fact);
  const statements = new Map(facts.map(({ id, statement }) => [id, statement]));
  return [...new Set([...statements.keys(), ...byFact.keys()])].flatMap((id) => {
    const own = byFact.get(id) ?? [];
    const [first] = own;
    const isShown = own.some(({ off, state }) => counts({ off, begun: isBegun(state) }));
    if (!first || !isShown) return [];
    return [{ id, chapter: first.chapter, statement: statements.get(id) ?? null, cards: own }];
  });
}

/** The facts by chapter, once each of them is known. @param byChapter in the order of the deck */
export function gathered(
  deck: Pick<Deck, "id" | "title" | "language" | "chapters">,
  byChapter: ReadonlyMap<string, KnownFacts>,
): DeckFacts {
  const titles = new Map(deck.chapters.map(({ id, title }) => [id, title]));
  const chapters = [...new Set([...titles.keys(), ...byChapter.keys()])].flatMap((id) => {
    const own = byChapter.get(id);
    return own ? [{ id, title: titles.get(id) ?? id, facts: own }] : [];
  });
  const known = factsKnown(chapters.map(({ facts }) => facts));
  return { id: deck.id, title: deck.title, language: deck.language, chapters, known };
}

/** What is known of one fact on a study day. */
export function knownFact({ id, statement, cards }: FactGroup, day: StudyDay, model: Model): KnownFact {
  let lastDay: StudyDay | null = null;
  let lastAtMs = 0;
  for (const { state } of cards) {
    if (state.lastDay === null) continue;
    lastDay = Math.max(lastDay ?? state.lastDay, state.lastDay);
    lastAtMs = Math.max(lastAtMs, state.lastEventAtMs);
  }
  const isBegunThen = ({ state }: FactGroup["cards"][number]): boolean =>
    state.lastDay === null || isBegunOn(state, lastDay);
  return {
    id,
    statement,
    cardIds: cards.map((card) => card.id),
    lastDay,
    lastAtMs,
    begunOnLastDay: lastDay !== null && cards.every(isBegunThen),
    ...factRecall(cards, day, model),
  };
}

const isBegunOn = ({ lastDay, reviews, onLastDay }: CountedState, day: StudyDay | null): boolean =>
  lastDay === day && reviews === onLastDay.answers;
