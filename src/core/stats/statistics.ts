/** What the log says of a user's learning. Totals are never stored; they are counted from the events each time. */
import type { CardEntry } from "../card.ts";
import type { Model } from "../memory/model.ts";
import { retrievability } from "../memory/scheduler.ts";
import type { StudyDay } from "../time/study-day.ts";

/** Where a card stands for a reader: not begun, within its first steps, likely to be remembered, or slipping. */
export type Standing = "new" | "learning" | "known" | "fading";

/** A card as far as one asks whether it is remembered. */
export interface Remembered {
  readonly state: Pick<CardEntry["state"], "phase" | "memory" | "lastDay" | "successes">;
}

/** How likely the card is remembered on a study day by the formula, 0 to 1; null before its first review. */
export function retrievabilityOn(card: Remembered, day: StudyDay, model: Model): number | null {
  const { memory, lastDay } = card.state;
  return memory === null || lastDay === null ? null : retrievability(memory, day - lastDay, model);
}

/**
 * The same for a reader. The formula says 1 on the day of any answer, also of Again: a card that was forgotten today and is
 * being relearnt, or that was never yet known, is not recalled.
 */
export const recallOn = (card: Remembered, day: StudyDay, model: Model): number | null =>
  isForgotten(card.state) && card.state.lastDay === day ? 0 : retrievabilityOn(card, day, model);

/** It was answered wrong last, or never yet right. */
export const isForgotten = ({ phase, successes }: Pick<CardEntry["state"], "phase" | "successes">): boolean =>
  phase === "relearning" || (phase === "learning" && successes === 0);

/** So far below the desired retention something is fading: due today is no failing, the schedule meant it to be asked at just this recall. */
const FADING_MARGIN = 0.05;

/** The one line below which a card, and a fact by the mean of its cards, is fading. @param recall 0 to 1 */
export const isFading = (recall: number, desiredRetention: number): boolean =>
  recall < desiredRetention - FADING_MARGIN;

/**
 * @param model says how likely recall is, and below which recall a card is fading
 */
export function standingOf(card: Remembered, day: StudyDay, model: Model): Standing {
  switch (card.state.phase) {
    case "new":
      return "new";
    case "learning":
      return "learning";
    case "relearning":
      return "fading";
    case "review":
      return isFading(recallOn(card, day, model) ?? 0, model.desiredRetention) ? "fading" : "known";
  }
}
