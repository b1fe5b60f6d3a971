import { readAppearance } from "../../platform/appearance.ts";
import { isAskedToStudy } from "../../platform/asked-to-study.ts";
import { systemClock } from "../../platform/clock.ts";
import { type Quiet, takeQuiet } from "../../platform/quiet-tabs.ts";

/** What a new tab is for. */
export type Gate = "study" | "popupOnly" | Quiet;

/** To be asked once by each new tab: a quiet one is counted. */
export function gate(): Gate {
  if (isAskedToStudy()) return "study";
  const quiet = takeQuiet(systemClock.nowMs());
  if (!readAppearance().newTabSession) return "popupOnly";
  return quiet ?? "study";
}
