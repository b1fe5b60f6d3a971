import type { Rating } from "../../core/memory/rating.ts";
import type { MessageKey } from "../../platform/i18n.ts";

/** The names of the four grades. */
export const GRADE_NAMES = {
  1: "gradeAgain",
  2: "gradeHard",
  3: "gradeGood",
  4: "gradeEasy",
} as const satisfies Record<Rating, MessageKey>;
