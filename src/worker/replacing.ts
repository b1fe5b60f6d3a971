import type { OsteonEvent } from "../core/log/event.ts";
import { nowAt } from "../core/plan/now.ts";
import { replacementEvents } from "../exchange/replacement.ts";
import { systemClock } from "../platform/clock.ts";
import { readProgress } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";

/** What replacing the log by these events would add to it beside them, see `replacementEvents`. Writes nothing. */
export async function replacing(db: Database, events: readonly OsteonEvent[]): Promise<OsteonEvent[]> {
  const [{ rolloverHour }, here, cards] = await Promise.all([readSettings(db), readProgress(db), db.getAll("cards")]);
  const moment = nowAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const present = new Map(cards.flatMap(({ id, content }) => content.formerIds.map((former) => [former, id] as const)));
  return replacementEvents(here.events, events, moment, (id) => present.get(id) ?? id);
}

/** How many reviews such events take back. */
export const takenBackBy = (events: readonly OsteonEvent[]): number =>
  events.filter(({ kind }) => kind === "undo").length;
