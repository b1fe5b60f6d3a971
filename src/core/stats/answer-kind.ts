/** What an answer was, by where its card stood when it was shown. As Anki counts, so that its numbers and ours are the same. */
import type { CardState } from "../memory/card-state.ts";

/** `young` and `mature`: cards in review whose last wait was shorter than, or at least, {@link MATURE_DAYS}. */
export const ANSWER_KINDS = ["learning", "relearning", "young", "mature"] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** From this wait on a card is mature (https://docs.ankiweb.net/stats.html#card-counts). */
export const MATURE_DAYS = 21;

/** How many days the card was to wait when it was answered last; 0 for a new card and within steps. */
function intervalDays({ reviews, dueAtMs, dueDay, lastDay }: CardState): number {
  if (reviews === 0 || dueAtMs !== null || dueDay === null || lastDay === null) return 0;
  return Math.max(1, dueDay - lastDay);
}

export const isMature = (state: CardState): boolean => intervalDays(state) >= MATURE_DAYS;

/** @param before the card as it stood when it was shown */
export function answerKind(before: CardState): AnswerKind {
  switch (before.phase) {
    case "new":
    case "learning":
      return "learning";
    case "relearning":
      return "relearning";
    case "review":
      return isMature(before) ? "mature" : "young";
  }
}

/**
 * Whether an answer tells of long-term memory, and so counts for true retention: its card was in review, or had waited for
 * a day or longer (https://docs.ankiweb.net/stats.html#true-retention).
 */
export const tellsRetention = (before: CardState): boolean => before.phase === "review" || intervalDays(before) >= 1;
