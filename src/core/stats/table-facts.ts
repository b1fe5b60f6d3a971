/** What is known of the facts of a deck, from the table of all cards: as `factGroups` and `knownFact` say it of its rows. */
import type { Fact } from "../deck/deck.ts";
import { grouped } from "../grouped.ts";
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
export function countedFacts(table: CardTable, off: OffChapters): ReadonlyMap<DeckId, readonly number[]> {
  const { starts } = table.cards;
  const places = Array.from({ length: starts.length - 1 }, (_, fact) => fact).filter((fact) => {
    for (let place = starts[fact] ?? 0; place < (starts[fact + 1] ?? 0); place++)
      if (isCounted(table, place, off)) return true;
    return false;
  });
  return grouped(places, (fact) => chapterOfFact(table, fact)[0]);
}

const NO_CHAPTER = ["", ""] as unknown as readonly [DeckId, string];
const chapterOfFact = ({ cards }: CardTable, fact: number): readonly [DeckId, string] =>
  cards.chapters[cards.chapterOf[cards.starts[fact] ?? 0] ?? 0] ?? NO_CHAPTER;

/**
 * By chapter, in the order of the deck.
 * @param places of its facts that are counted
 * @param stated what the deck says of its facts, in its order
 */
export function knownByChapter(
  table: CardTable,
  places: readonly number[],
  stated: readonly Stated[],
  day: StudyDay,
  model: Model,
): ReadonlyMap<string, KnownFacts> {
  const statements = new Map(stated.map(({ id, statement }) => [id, statement]));
  const byChapter = grouped(inOrder(table, places, stated), (fact) => chapterOfFact(table, fact)[1]);
  return new Map([...byChapter].map(([chapter, own]) => [chapter, knownFacts(table, own, statements, day, model)]));
}

/** As the deck has them, and behind them those of which it says nothing. */
function inOrder({ cards }: CardTable, places: readonly number[], stated: readonly Stated[]): readonly number[] {
  if (stated.length === 0) return places;
  const byId = new Map(places.map((place) => [cards.facts.at(place), place]));
  return [...new Set([...stated.flatMap(({ id }) => byId.get(id) ?? []), ...places])];
}

function knownFacts(
  table: CardTable,
  places: readonly number[],
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
