import type { ReviewColumns } from "../core/memory/optimise/columns.ts";
import { DAY_MS } from "../core/plan/study-day.ts";

/** What somebody does now says more of the days to come than what was done a year ago. */
const LOOK_BACK_DAYS = 60;
/** With less than a week nothing is known of habits. */
const FEWEST_DAYS = 7;

/**
 * The part of the days on which the learner studied, of late, 0 to 1; 1 where too little is known.
 * @param nowMs Unix time
 */
export function studiedPart({ atMs }: Pick<ReviewColumns, "atMs">, nowMs: number): number {
  const dayOf = (time: number): number => Math.floor((nowMs - time) / DAY_MS);
  const days = new Set<number>();
  let first = 0;
  for (const time of atMs) {
    const day = dayOf(time);
    if (day < 0) continue;
    first = Math.max(first, day);
    if (day < LOOK_BACK_DAYS) days.add(day);
  }
  const asked = Math.min(LOOK_BACK_DAYS, first + 1);
  return asked < FEWEST_DAYS ? 1 : days.size / asked;
}
