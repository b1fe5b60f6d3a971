/** What is known of the facts of a deck, from the table of all cards: as `factGroups` and `knownFact` say it of its rows. */
import type { Fact } from "../deck/deck.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { InPieces } from "../in-pieces.ts";
import type { Model } from "../memory/model.ts";
import { forgettingCurve } from "../memory/scheduler.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { CardTable } from "./card-table.ts";
import { counts } from "./counted.ts";
import { FactTally } from "./fact-recall.ts";
import { figuresAt, type KnownFact, type KnownFacts, makeFacts, STANDINGS } from "./known-facts.ts";
import { isForgottenAt, isLearningAt, isNewAt, isOnFirstDayAt, NO_DAY, retrievabilityAt } from "./state-columns.ts";

/** Of each chapter of a table, whether it or its deck is switched off. */
export type OffChapters = readonly boolean[];
type Stated = Pick<Fact, "id" | "statement">;

/** Whether a card is counted among those of the learner. */
export const isCounted = (table: CardTable, place: number, off: OffChapters): boolean =>
  counts({ off: isOffAt(table, place, off), begun: !isNewAt(table.states, place) });

export const isOffAt = ({ cards }: CardTable, place: number, off: OffChapters): boolean =>
  off[cards.chapterOf[place] ?? 0] ?? true;

/** The places of the facts of each deck of which something is counted, in the order of the table. */
export function countedFacts(table: CardTable, off: OffChapters): ReadonlyMap<DeckId, Int32Array> {
  const counted = new Int32Array(table.cards.facts.length);
  const decks = new Map<DeckId, Int32Array>();
  let to = 0;
  for (let fact = 0; fact < counted.length; ) {
    const [deck] = chapterOfFact(table, fact);
    const from = to;
    // Those of a deck stand together.
    for (; fact < counted.length && chapterOfFact(table, fact)[0] === deck; fact++)
      if (isAnyCounted(table, fact, off)) counted[to++] = fact;
    if (to > from) decks.set(deck, counted.subarray(from, to));
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

/** Facts that are worked out in a few milliseconds. */
const AT_ONCE = 2_000;

/**
 * By chapter, in the order of the deck.
 * @param places of its facts that are counted
 * @param stated what the deck says of its facts
 */
export function* knownByChapter(
  table: CardTable,
  places: Int32Array,
  stated: readonly Stated[],
  day: StudyDay,
  model: Model,
): InPieces<ReadonlyMap<string, KnownFacts>> {
  const statements = new Map(stated.map(({ id, statement }) => [id, statement]));
  yield;
  const known = new Map<string, KnownFacts>();
  for (const [chapter, own] of byChapter(table, places))
    known.set(chapter, yield* knownFacts(table, own, statements, day, model));
  return known;
}

function byChapter(table: CardTable, places: Int32Array): ReadonlyMap<string, readonly number[]> {
  const chapters = new Map<string, number[]>();
  let [last, own]: [string | null, number[]] = [null, []];
  for (const place of places) {
    const [, chapter] = chapterOfFact(table, place);
    // Mostly the same as before.
    if (chapter !== last) {
      last = chapter;
      own = chapters.get(chapter) ?? [];
      chapters.set(chapter, own);
    }
    own.push(place);
  }
  return chapters;
}

function* knownFacts(
  table: CardTable,
  places: readonly number[],
  statements: ReadonlyMap<FactId, Fact["statement"]>,
  day: StudyDay,
  model: Model,
): InPieces<KnownFacts> {
  const { cards, states } = table;
  const curve = forgettingCurve(model);
  const tally = new FactTally();
  const facts = makeFacts(places.length, (at) => {
    const fact = places[at] ?? 0;
    const id = cards.facts.at(fact) as FactId;
    return { id, statement: statements.get(id) ?? null, ...cardsOf(table, fact), ...figuresAt(facts, at) };
  });
  const isBegunOn = (from: number, to: number, lastDay: StudyDay): boolean => {
    for (let place = from; place < to; place++) {
      const own = states.lastDay[place];
      if (own !== NO_DAY && (own !== lastDay || !isOnFirstDayAt(states, place))) return false;
    }
    return true;
  };
  const { recalls, standings, lastDays, lastAtMs, begunOnLastDay } = facts;
  const workOut = (at: number): void => {
    const fact = places[at] ?? 0;
    const [from, to] = [cards.starts[fact] ?? 0, cards.starts[fact + 1] ?? 0];
    let lastDay = NO_DAY;
    let lastAt = 0;
    tally.clear();
    for (let place = from; place < to; place++) {
      const own = states.lastDay[place] ?? NO_DAY;
      if (own !== NO_DAY) {
        lastDay = Math.max(lastDay, own);
        lastAt = Math.max(lastAt, states.lastEventAtMs[place] ?? 0);
      }
      if (isNewAt(states, place)) continue;
      const isToday = own === day;
      const recall = isToday && isForgottenAt(states, place) ? 0 : retrievabilityAt(states, place, day, curve);
      tally.add(isLearningAt(states, place), isToday, recall);
    }
    recalls[at] = tally.recall();
    standings[at] = STANDINGS.indexOf(tally.standing(model.desiredRetention));
    lastDays[at] = lastDay;
    lastAtMs[at] = lastAt;
    begunOnLastDay[at] = lastDay !== NO_DAY && isBegunOn(from, to, lastDay) ? 1 : 0;
  };
  for (let at = 0; at < places.length; at++) {
    if (at > 0 && at % AT_ONCE === 0) yield;
    workOut(at);
  }
  yield;
  return facts;
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
