import type { DayCounts } from "../../../session/study/session-view.ts";

/** Answers that today asks for in all, as far as is known now, and which share of them is given, 0 to 1. */
export function dayShare({ doneToday, learning, review, new: unseen }: DayCounts): {
  readonly total: number;
  readonly share: number;
} {
  const total = doneToday + learning + review + unseen;
  return { total, share: total === 0 ? 1 : doneToday / total };
}

/** With the card that is in front, where nothing else is left: the day is not done before its answer. */
export const withCardInFront = (counts: DayCounts): DayCounts =>
  counts.learning + counts.review + counts.new > 0 ? counts : { ...counts, review: 1 };
