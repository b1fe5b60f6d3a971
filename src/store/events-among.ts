import type { OsteonEvent } from "../core/log/event.ts";
import { decodeEvent } from "../core/log/event-schema.ts";

/**
 * Those rows of the log that are events. A row that is none, however it came there, counts for nothing, stands in the
 * way of nothing, and stays where it is: the self-check reports it, and the second record may know what it was.
 */
export function eventsAmong(rows: readonly unknown[]): OsteonEvent[] {
  return rows.flatMap((row) => {
    const decoded = decodeEvent(row);
    return "event" in decoded ? [decoded.event] : [];
  });
}
