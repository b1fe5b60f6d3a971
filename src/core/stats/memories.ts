/** The memory of every card after each day on which it was answered, in columns: what a look back and ahead is drawn from. */
import type { CardId } from "../ids.ts";
import type { Envelope } from "../log/envelope.ts";
import { applyEvent, countedEvents } from "../log/fold.ts";
import { type CardState, isBegun, NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Model } from "../memory/model.ts";
import { forgettingCurve, type Scheduler } from "../memory/scheduler.ts";
import type { Now } from "../time/now.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { DeckFacts } from "./deck-facts.ts";
import { standingBy } from "./fact-recall.ts";
import { factsKnown, figuresAt, type KnownFacts, makeFacts, STANDINGS } from "./known-facts.ts";
import { NO_DAY } from "./state-columns.ts";

export interface Memories {
  readonly cards: readonly CardId[];
  /** Where the days of each card begin; one more than there are cards. */
  readonly starts: Int32Array;
  /** Of each card, ascending. */
  readonly days: Int32Array;
  /** At the end of that day, in days; 0 where the card stood as new then. */
  readonly stabilities: Float64Array;
}

/** How far ahead one can look. */
export const AHEAD_DAYS = 365;

/** How far ahead is looked, and from when. */
export interface Ahead {
  readonly now: Now;
  readonly until: StudyDay;
}

/** What was and what follows from it, and the same if one goes on as the schedule says. The same cards in both. */
export interface Look {
  readonly past: Memories;
  readonly kept: Memories;
}

/** Answers within steps on one day, at most; three are usual. */
const MOST_STEPS = 10;

/** A card's states from now on, if it is answered Good whenever it is due; a new one stays new. */
function* keptUp(card: CardId, begun: CardState, scheduler: Scheduler, { now, until }: Ahead): Generator<CardState> {
  let state = begun;
  let day = Math.max(now.today, state.dueDay ?? now.today);
  for (let steps = 0; isBegun(state) && day <= until && steps < MOST_STEPS; ) {
    const good = scheduler.outcomes(card, state, { ...now, today: day })[2];
    if (!good) return;
    const { phase, step, memory, wait } = good;
    steps = wait.unit === "days" ? 0 : steps + 1;
    const dueDay = wait.unit === "days" ? day + wait.count : day;
    state = { ...state, phase, step, memory, lastDay: day, dueDay, dueAtMs: null, reviews: state.reviews + 1 };
    yield state;
    day = dueDay;
  }
}

export class MemoriesMaker {
  readonly #cards: CardId[] = [];
  readonly #starts: number[] = [0];
  readonly #days: StudyDay[] = [];
  readonly #stabilities: number[] = [];

  /**
   * @param log of one card, also under the ids that it had before
   * @param ahead goes on from now as if every review were answered Good on its day; null to stop at the log's end
   */
  add(card: CardId, log: readonly Envelope[], scheduler: Scheduler, ahead: Ahead | null = null): void {
    const start = this.#days.length;
    let state = NEW_CARD_STATE;
    for (const event of countedEvents(log)) {
      const after = applyEvent(state, event, scheduler);
      if (after === state) continue;
      state = after;
      this.#put(start, event.studyDay, state);
    }
    if (ahead) for (const next of keptUp(card, state, scheduler, ahead)) this.#put(start, next.lastDay ?? 0, next);
    this.#cards.push(card);
    this.#starts.push(this.#days.length);
  }

  #put(start: number, studyDay: StudyDay, { memory }: CardState): void {
    const last = this.#days.length > start ? (this.#days.at(-1) ?? studyDay) : null;
    // Days of a card never go back, whatever a clock said.
    const day = Math.max(studyDay, last ?? studyDay);
    if (day === last) {
      this.#days.pop();
      this.#stabilities.pop();
    }
    this.#days.push(day);
    this.#stabilities.push(memory?.stability ?? 0);
  }

  made(): Memories {
    return {
      cards: this.#cards,
      starts: Int32Array.from(this.#starts),
      days: Int32Array.from(this.#days),
      stabilities: Float64Array.from(this.#stabilities),
    };
  }
}

/** The first day on which any card was answered; null where none was. */
export const firstDayOf = ({ days }: Memories): StudyDay | null =>
  days.length === 0 ? null : days.reduce((first, day) => Math.min(first, day));

/** Where the cards of each fact of a deck stand in memories, by chapter: the same for every day. */
export type MemoryPlaces = readonly (readonly (readonly number[])[])[];

export function placesOf({ chapters }: Pick<DeckFacts, "chapters">, { cards }: Memories): MemoryPlaces {
  const places = new Map(cards.map((card, place) => [card, place]));
  return chapters.map(({ facts }) =>
    Array.from({ length: facts.length }, (_, at) => facts.at(at).cardIds.flatMap((card) => places.get(card) ?? [])),
  );
}

/**
 * Whether of facts that were begun a deck has cards that it did not have before, and that are not in memories: their ids are
 * others now, or their past came in later.
 * @param before as the deck was when the memories were read
 */
export function hasOthers(
  deck: Pick<DeckFacts, "chapters">,
  before: Pick<DeckFacts, "chapters">,
  { cards }: Memories,
): boolean {
  if (deck === before) return false;
  const known = new Set(cards);
  const unknown = begunCards(deck).filter((card) => !known.has(card));
  // Those that were new before are in no memories, whether they are begun now or not.
  for (const card of unknown.length > 0 ? cardsOf(before) : []) known.add(card);
  return unknown.some((card) => !known.has(card));
}

const cardsOf = ({ chapters }: Pick<DeckFacts, "chapters">): CardId[] =>
  chapters.flatMap(({ facts }) => Array.from({ length: facts.length }, (_, at) => facts.at(at).cardIds).flat());

const begunCards = ({ chapters }: Pick<DeckFacts, "chapters">): CardId[] =>
  chapters.flatMap(({ facts }) =>
    Array.from(facts.recalls, (recall, at) => (Number.isNaN(recall) ? [] : facts.at(at).cardIds)).flat(),
  );

/**
 * What was, or will be, known of a deck on a day: before today as it was, after today as it will be if nothing is answered.
 * @param places see {@link placesOf}
 */
export function factsOn(
  deck: DeckFacts,
  memories: Memories,
  places: MemoryPlaces,
  day: StudyDay,
  model: Pick<Model, "weights" | "desiredRetention">,
): DeckFacts {
  const curve = forgettingCurve(model);
  const chapters = deck.chapters.map((chapter, i) => ({
    ...chapter,
    facts: factsThen(chapter.facts, places[i] ?? [], memories, day, curve, model.desiredRetention),
  }));
  return { ...deck, chapters, known: factsKnown(chapters.map(({ facts }) => facts)) };
}

function factsThen(
  today: KnownFacts,
  places: MemoryPlaces[number],
  memories: Memories,
  day: StudyDay,
  curve: Curve,
  desiredRetention: number,
): KnownFacts {
  const begun = new Int32Array(today.length);
  const facts = makeFacts(today.length, (at) => ({
    ...today.at(at),
    begun: begun[at] ?? 0,
    ...figuresAt(facts, at),
  }));
  facts.lastDays.fill(NO_DAY);
  for (let at = 0; at < today.length; at++) {
    let sum = 0;
    for (const place of places[at] ?? []) {
      const recall = recallThen(memories, place, day, curve);
      if (recall === null) continue;
      begun[at] = (begun[at] ?? 0) + 1;
      sum += recall;
    }
    // NaN where none was begun.
    const recall = sum / (begun[at] || Number.NaN);
    facts.recalls[at] = recall;
    facts.standings[at] = STANDINGS.indexOf(standingBy(recall, desiredRetention));
  }
  return facts;
}

type Curve = ReturnType<typeof forgettingCurve>;

/** By the last day of the card that is not after this one. */
function recallThen(
  { starts, days, stabilities }: Memories,
  place: number,
  day: StudyDay,
  curve: Curve,
): number | null {
  let found = -1;
  let low = starts[place] ?? 0;
  let high = (starts[place + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= day) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const stability = stabilities[found] ?? 0;
  return stability === 0 ? null : curve(day - (days[found] ?? day), stability);
}
