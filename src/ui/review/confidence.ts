import type { MessageKey } from "../../platform/i18n.ts";

/** The words for a confidence in percent; the number is shown with them. */
export function confidenceKey(percent: number): MessageKey {
  if (percent >= 95) return "confidenceAlmostCertain";
  if (percent >= 85) return "confidenceVeryLikely";
  if (percent >= 70) return "confidenceLikely";
  return "confidenceOpen";
}
