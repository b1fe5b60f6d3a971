import { decodeEvent } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { placesIn } from "../../store/log.ts";
import type { Database } from "../../store/open.ts";

/** A row of the log. */
export interface LogRow {
  readonly place: number;
  /** Null where the row is no event or cannot be read. */
  readonly event: Envelope | null;
  /** What the row says its id is, event or not. */
  readonly id: unknown;
}

/**
 * The rows between two places of the log, without the rows at these places. A row that cannot be read costs no other.
 * @param before null for the end of the log
 */
export async function logRows(db: Database, after: number, before: number | null, most?: number): Promise<LogRow[]> {
  const range = placesIn({ after, before });
  try {
    const log = db.transaction("events", "readonly").store;
    const [places, rows] = await Promise.all([log.getAllKeys(range, most), log.getAll(range, most)]);
    return places.map((place, i) => logRow(place, rows[i]));
  } catch (error) {
    console.error("rows of the log cannot be read at once:", error);
  }
  const places = await db.getAllKeys("events", range, most);
  return Promise.all(places.map(async (place) => logRow(place, await readRow(db, place))));
}

async function readRow(db: Database, place: number): Promise<unknown> {
  try {
    return await db.get("events", place);
  } catch (error) {
    console.error(`the row ${place} of the log cannot be read:`, error);
    return undefined;
  }
}

function logRow(place: number, row: unknown): LogRow {
  const decoded = decodeEvent(row);
  const id = typeof row === "object" && row !== null && "id" in row ? row.id : null;
  return { place, event: "event" in decoded ? decoded.event : null, id };
}
