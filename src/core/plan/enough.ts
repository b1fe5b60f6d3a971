import { endOfToday } from "../time/now.ts";
import type { Day } from "./queue.ts";
import type { Enough } from "./quiet.ts";

/**
 * Whether so many cards were answered on this study day as the learner wants before new tabs are quiet; null where more may
 * come. A card that comes again on the same day counts once. All of it follows from the log, on every machine alike.
 */
export function enoughToday({
  answered,
  now,
  settings: { quietAfter },
}: Pick<Day, "answered" | "now"> & { readonly settings: { readonly quietAfter: number } }): Enough | null {
  const cards = answered.filter(({ state }) => state.onLastDay.answers > 0).length;
  return quietAfter > 0 && cards >= quietAfter ? { kind: "enough", cards: quietAfter, untilMs: endOfToday(now) } : null;
}
