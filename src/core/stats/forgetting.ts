/** How the recall of one card rose and fell: what its card info draws. */
import type { HistoryEntry } from "../log/review-history.ts";
import type { Model } from "../memory/model.ts";
import type { Rating } from "../memory/rating.ts";
import { retrievability } from "../memory/scheduler.ts";
import type { StudyDay } from "../time/study-day.ts";

/** From one review to the next, or to the end. */
export interface Stretch {
  /** Whole study days and parts of them, with the recall from 0 to 1. The first is the day of the review, at 1. */
  readonly points: readonly (readonly [day: number, recall: number])[];
}

export interface ForgettingCurve {
  readonly from: StudyDay;
  readonly to: StudyDay;
  readonly stretches: readonly Stretch[];
  /** Each review that counts: its day, its answer, and how likely that was to be right; null for a new card. */
  readonly reviews: readonly {
    readonly day: StudyDay;
    readonly rating: Rating;
    readonly recall: number | null;
  }[];
}

const POINTS = 48;

/**
 * @param history the reviews that count, oldest first
 * @param to the day on which the picture ends: today, or the day on which the card falls due
 * @returns null for a card that was never answered
 */
export function forgettingOfCard(history: readonly HistoryEntry[], to: StudyDay, model: Model): ForgettingCurve | null {
  const [first] = history;
  if (!first) return null;
  const last = history.at(-1)?.event.studyDay ?? to;
  // A card that was answered today alone still has a day to be drawn.
  const end = Math.max(to, last + 1);
  const stretches = history.map(({ event, after }, i): Stretch => {
    const until = history[i + 1]?.event.studyDay ?? end;
    const memory = after.memory;
    if (memory === null || until < event.studyDay) return { points: [[event.studyDay, 1]] };
    const days = until - event.studyDay;
    const count = days === 0 ? 1 : Math.min(POINTS, Math.max(2, days + 1));
    return {
      points: Array.from({ length: count }, (_, nth) => {
        const elapsed = count === 1 ? 0 : (days * nth) / (count - 1);
        return [event.studyDay + elapsed, retrievability(memory, elapsed, model)] as const;
      }),
    };
  });
  const reviews = history.map(({ event, before }) => ({
    day: event.studyDay,
    rating: event.rating,
    recall:
      before.memory === null || before.lastDay === null
        ? null
        : retrievability(before.memory, event.studyDay - before.lastDay, model),
  }));
  return { from: first.event.studyDay, to: end, stretches, reviews };
}
