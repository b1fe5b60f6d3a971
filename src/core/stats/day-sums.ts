/** What was done on each study day, summed: from the events alone, whatever model is in force. */
import { type CardId, type DeckId, deckOf, type EventId } from "../ids.ts";
import type { Envelope } from "../log/envelope.ts";
import { isOfKind } from "../log/event.ts";
import { applyEvent, countedEvents } from "../log/fold.ts";
import type { ReviewEvent } from "../log/kinds.ts";
import { type CardState, NEW_CARD_STATE, type Phase } from "../memory/card-state.ts";
import { RATINGS, type Rating } from "../memory/rating.ts";
import type { Transition } from "../memory/scheduler.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type StudyDay } from "../plan/study-day.ts";
import { MATURE_DAYS } from "./answer-kind.ts";

/** One count for each rating, in the order of `RATINGS`. */
export type RatingCounts = readonly [again: number, hard: number, good: number, easy: number];
/** Cards in review that were asked after at least one day, and how many of them were answered Hard or better. */
export interface RetentionCounts {
  readonly asked: number;
  readonly passed: number;
}

/** Sums over the reviews that count of one study day, all of one deck. Each adds up over days and decks. */
export interface DaySums {
  /** The answers, by the phase that the card was in when it was shown: under `new`, how many were introduced. */
  readonly answers: Readonly<Record<Phase, RatingCounts>>;
  readonly durationMs: number;
  /** True retention, of cards whose interval was shorter than `MATURE_DAYS`, and of all others. */
  readonly young: RetentionCounts;
  readonly mature: RetentionCounts;
  /** Answers, and those of them that were Hard or better, by the hour where the user was, 0 to 23; only hours with answers. */
  readonly hours: Readonly<Record<string, readonly [answers: number, remembered: number]>>;
}

export interface DayRow extends DaySums {
  readonly day: StudyDay;
  readonly deck: DeckId;
}

/** A review that counts, as far as sums speak of it. */
export interface DayReview {
  readonly event: EventId;
  readonly day: StudyDay;
  readonly phase: Phase;
  readonly rating: Rating;
  readonly durationMs: number;
  readonly hour: number;
  /** Days from the review before it to the day on which it was due; null where it says nothing of retention. */
  readonly intervalDays: number | null;
}

/** @param before where the card stood; of its memory state nothing is asked */
export function dayReview(before: Pick<CardState, "lastDay" | "dueDay">, event: ReviewEvent): DayReview {
  const { id, studyDay: day, phase, rating, durationMs, atMs, offsetMinutes } = event;
  const { lastDay, dueDay } = before;
  const isAsked = phase === "review" && lastDay !== null && day > lastDay;
  const localMs = atMs + offsetMinutes * MINUTE_MS;
  return {
    ...{ event: id, day, phase, rating, durationMs },
    hour: Math.floor((localMs - Math.floor(localMs / DAY_MS) * DAY_MS) / HOUR_MS),
    intervalDays: isAsked ? Math.max(1, (dueDay ?? lastDay) - lastDay) : null,
  };
}

/** Leaves the memory state as it is: when a card was asked and when it was due follow from its events. */
const WITHOUT_MEMORY = {
  transition: ({ phase, memory, step }: CardState): Transition => ({
    phase,
    step,
    memory: memory ?? { stability: 0, difficulty: 0 },
  }),
};

/** The reviews of one card that count. @param events of the card, also under the ids that it had before */
export function dayReviews(events: readonly Envelope[]): DayReview[] {
  let state = NEW_CARD_STATE;
  return countedEvents(events).flatMap((event) => {
    const before = state;
    state = applyEvent(before, event, WITHOUT_MEMORY);
    return isOfKind(event, "review") ? [dayReview(before, event)] : [];
  });
}

const NO_RATINGS: RatingCounts = [0, 0, 0, 0];
const NONE: RetentionCounts = { asked: 0, passed: 0 };
export const NO_SUMS: DaySums = {
  answers: { new: NO_RATINGS, learning: NO_RATINGS, review: NO_RATINGS, relearning: NO_RATINGS },
  durationMs: 0,
  young: NONE,
  mature: NONE,
  hours: {},
};

/** The sums with one review more, or one less. @param sign 1 or -1 */
export function withReview<S extends DaySums>(sums: S, review: DayReview, sign: 1 | -1): S {
  const { phase, rating, durationMs, hour, intervalDays } = review;
  const remembered = rating > 1 ? sign : 0;
  const counted = ({ asked, passed }: RetentionCounts, isIn: boolean): RetentionCounts =>
    isIn ? { asked: asked + sign, passed: passed + remembered } : { asked, passed };
  const isMature = (intervalDays ?? 0) >= MATURE_DAYS;
  const { [hour]: there = [0, 0] as const, ...others } = sums.hours;
  const inHour = [there[0] + sign, there[1] + remembered] as const;
  return {
    ...sums,
    answers: {
      ...sums.answers,
      [phase]: sums.answers[phase].map((count, i) => (RATINGS[i] === rating ? count + sign : count)),
    },
    durationMs: sums.durationMs + sign * durationMs,
    young: counted(sums.young, intervalDays !== null && !isMature),
    mature: counted(sums.mature, intervalDays !== null && isMature),
    hours: inHour[0] === 0 ? others : { ...others, [hour]: inHour },
  };
}

/** All answers of a day, or those in one phase. */
export const answersIn = ({ answers }: DaySums, phase?: Phase): number =>
  (phase === undefined ? Object.values(answers) : [answers[phase]]).flat().reduce((total, count) => total + count, 0);

/**
 * The sums of a whole log.
 * @param cards each card by its id, with all its events, also under the ids that it had before
 */
export function sumDays(cards: Iterable<readonly [CardId, readonly Envelope[]]>): DayRow[] {
  const rows = new Map<string, DayRow>();
  for (const [card, events] of cards) {
    const deck = deckOf(card);
    for (const review of dayReviews(events)) {
      const key = `${review.day} ${deck}`;
      rows.set(key, withReview(rows.get(key) ?? { day: review.day, deck, ...NO_SUMS }, review, 1));
    }
  }
  return [...rows.values()];
}
