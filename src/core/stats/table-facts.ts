/** What is known of the facts of a deck, from the table of all cards: as `factGroups` and `knownFact` say it of its rows. */
import type { Fact } from "../deck/deck.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { Model } from "../memory/model.ts";
import { forgettingCurve } from "../memory/scheduler.ts";
import type { StudyDay } from "../plan/study-day.ts";
import type { CardTable } from "./card-table.ts";
import { counts } from "./counted.ts";
import { FactTally } from "./fact-recall.ts";
import { figuresAt, type KnownFact, type KnownFacts, makeFacts, STANDINGS } from "./known-facts.ts";
import {
  isForgottenAt,
  isLearningAt,
  isNewAt,
  isOnFirstDayAt,
  NO_DAY,
  retrievabilityAt,
  type StateColumns,
} from "./state-columns.ts";

/** Of each chapter of a table, whether it or its deck is switched off. */
export type OffChapters = readonly boolean[];
type Stated = Pick<Fact, "id" | "statement">;

/** Whether a card is counted among those of the learner. */
export const isCounted = (table: CardTable, place: number, off: OffChapters): boolean =>
  counts({ off: isOffAt(table, place, off), isBegun: !isNewAt(table.states, place) });

export const isOffAt = ({ cards }: CardTable, place: number, off: OffChapters): boolean =>
  off[cards.chapterOf[place] ?? 0] ?? true;

/** The places of the facts of each deck of which something is counted, in the order of their first cards. */
export function countedFacts(table: CardTable, off: OffChapters): ReadonlyMap<DeckId, Int32Array> {
  const { starts } = table.cards;
  const counted = new Int32Array(starts.length - 1);
  const decks = new Map<DeckId, Int32Array>();
  let [deck, from, to]: [DeckId | null, number, number] = [null, 0, 0];
  for (let fact = 0; fact < counted.length; fact++) {
    if (!isAnyCounted(table, fact, off)) continue;
    // Those of a deck stand together.
    const [own] = chapterOfFact(table, fact);
    if (own !== deck) [deck, from] = [own, to];
    counted[to++] = fact;
    decks.set(own, counted.subarray(from, to));
  }
  return decks;
}

function isAnyCounted(table: CardTable, fact: number, off: OffChapters): boolean {
  const { starts } = table.cards;
  for (let place = starts[fact] ?? 0; place < (starts[fact + 1] ?? 0); place++)
    if (isCounted(table, place, off)) return true;
  return false;
}

const NO_CHAPTER = ["", ""] as unknown as readonly [DeckId, string];
const chapterOfFact = ({ cards }: CardTable, fact: number): readonly [DeckId, string] =>
  cards.chapters[cards.chapterOf[cards.starts[fact] ?? 0] ?? 0] ?? NO_CHAPTER;

/**
 * By chapter, in the order of the deck.
 * @param places of its facts that are counted
 * @param stated what the deck says of its facts
 */
export function knownByChapter(
  table: CardTable,
  places: Int32Array,
  stated: readonly Stated[],
  day: StudyDay,
  model: Model,
): ReadonlyMap<string, KnownFacts> {
  const statements = new Map(stated.map(({ id, statement }) => [id, statement]));
  const known = [...byChapter(table, places)].map(
    ([chapter, own]) => [chapter, knownFacts(table, own, statements, day, model)] as const,
  );
  return new Map(known);
}

/** Mostly chapters stand one behind the other, and then nothing is copied one by one. */
function byChapter(table: CardTable, places: Int32Array): ReadonlyMap<string, Int32Array> {
  const parts = new Map<string, Int32Array[]>();
  for (let from = 0; from < places.length; ) {
    const [, chapter] = chapterOfFact(table, places[from] ?? 0);
    let to = from + 1;
    while (to < places.length && chapterOfFact(table, places[to] ?? 0)[1] === chapter) to += 1;
    const own = parts.get(chapter) ?? [];
    parts.set(chapter, own);
    own.push(places.subarray(from, to));
    from = to;
  }
  return new Map([...parts].map(([chapter, own]) => [chapter, joined(own)]));
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function knownFacts(
  table: CardTable,
  places: Int32Array,
  statements: ReadonlyMap<FactId, Fact["statement"]>,
  day: StudyDay,
  model: Model,
): KnownFacts {
  const { cards, states } = table;
  const curve = forgettingCurve(model);
  const tally = new FactTally();
  const facts = makeFacts(places.length, (at) => {
    const fact = places[at] ?? 0;
    const id = cards.facts.at(fact) as FactId;
    return { id, statement: statements.get(id) ?? null, ...cardsOf(table, fact), ...figuresAt(facts, at) };
  });
  for (let at = 0; at < places.length; at++) {
    const fact = places[at] ?? 0;
    const [from, to] = [cards.starts[fact] ?? 0, cards.starts[fact + 1] ?? 0];
    tally.clear();
    for (let place = from; place < to; place++) {
      if (isNewAt(states, place)) continue;
      const isToday = states.lastDay[place] === day;
      const recall = isToday && isForgottenAt(states, place) ? 0 : retrievabilityAt(states, place, day, curve);
      tally.add(isLearningAt(states, place), isToday, recall);
    }
    facts.recalls[at] = tally.recall();
    facts.standings[at] = STANDINGS.indexOf(tally.standing(model.desiredRetention));
    putLast(facts, at, states, from, to);
  }
  return facts;
}

/** When something of a fact was answered last, and whether it was begun then. */
function putLast(facts: KnownFacts, at: number, states: StateColumns, from: number, to: number): void {
  let [lastDay, lastAtMs] = [NO_DAY, 0];
  for (let place = from; place < to; place++) {
    const own = states.lastDay[place] ?? NO_DAY;
    if (own === NO_DAY) continue;
    lastDay = Math.max(lastDay, own);
    lastAtMs = Math.max(lastAtMs, states.lastEventAtMs[place] ?? 0);
  }
  let isBegunThen = lastDay !== NO_DAY;
  for (let place = from; isBegunThen && place < to; place++) {
    const own = states.lastDay[place] ?? NO_DAY;
    isBegunThen = own === NO_DAY || (own === lastDay && isOnFirstDayAt(states, place));
  }
  facts.lastDays[at] = lastDay;
  facts.lastAtMs[at] = lastAtMs;
  facts.begunOnLastDay[at] = isBegunThen ? 1 : 0;
}

function cardsOf({ cards, states }: CardTable, fact: number): Pick<KnownFact, "cardIds" | "cards" | "begun"> {
  const [from, to] = [cards.starts[fact] ?? 0, cards.starts[fact + 1] ?? 0];
  const own = Array.from({ length: to - from }, (_, i) => from + i);
  return {
    cardIds: own.map((place) => cards.ids.at(place) as CardId),
    cards: own.length,
    begun: own.filter((place) => !isNewAt(states, place)).length,
  };
}
