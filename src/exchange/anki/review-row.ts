import type { Rating } from "../../core/log/kinds/review.ts";
import type { HistoryEntry } from "../../core/log/review-history.ts";
import type { Phase } from "../../core/memory/card-state.ts";

/** A row of Anki's review log. */
export interface AnkiReview {
  /** The time of the answer in ms; unique. */
  readonly id: number;
  /** 0 for what was no answer. */
  readonly ease: Rating | 0;
  /** Days, or negative seconds within steps. */
  readonly ivl: number;
  readonly lastIvl: number;
  /** Difficulty after the answer, from 1-10 to 100-1100. */
  readonly factor: number;
  /** How long the answer took, in ms. */
  readonly time: number;
  /** The state before the answer: 0 learning, 1 review, 2 relearning; 4 for what was done by hand. */
  readonly type: 0 | 1 | 2 | 4;
}

/** Anki's number for what was done to a card by hand. */
export const MANUAL = 4;

const TYPES: Readonly<Record<Phase, AnkiReview["type"]>> = { new: 0, learning: 0, review: 1, relearning: 2 };

/** @param id the time that the row gets; nearly always that of the review */
export function ankiReview(
  { event, before, after }: HistoryEntry,
  previous: HistoryEntry | undefined,
  id: number,
): AnkiReview {
  const difficulty = after.memory?.difficulty ?? 1;
  return {
    id,
    ease: event.rating,
    ivl: intervalOf(event),
    // A card that was reset has waited for nothing, whatever it was promised before.
    lastIvl: previous && before.reviews > 0 ? intervalOf(previous.event) : 0,
    factor: Math.round(((difficulty - 1) / 9 + 0.1) * 1000),
    time: event.durationMs,
    type: TYPES[before.phase],
  };
}

function intervalOf({ next, atMs, studyDay }: HistoryEntry["event"]): number {
  if (next.dueAtMs !== null) return -Math.max(1, Math.round((next.dueAtMs - atMs) / 1000));
  return Math.max(1, next.dueDay - studyDay);
}

/**
 * A card that was reset, as Anki writes it: no answer, by hand, and without a difficulty. Everything before it is left out
 * when Anki works memory states out anew (https://github.com/ankitects/anki/blob/main/rslib/src/revlog/mod.rs, `is_reset`).
 * @param previous the review before it
 */
export const ankiReset = (previous: HistoryEntry | undefined, id: number): AnkiReview => ({
  id,
  ease: 0,
  ivl: 0,
  lastIvl: previous ? intervalOf(previous.event) : 0,
  factor: 0,
  time: 0,
  type: MANUAL,
});
