import { decodeEvent } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { placesIn } from "../../store/log.ts";
import type { Database } from "../../store/open.ts";
import { readRows } from "../../store/readable-rows.ts";

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
  const { places, rows } = await readRows(db, placesIn({ after, before }), most);
  return places.map((place, i) => logRow(place, rows[i]));
}

function logRow(place: number, row: unknown): LogRow {
  const decoded = decodeEvent(row);
  const id = typeof row === "object" && row !== null && "id" in row ? row.id : null;
  return { place, event: "event" in decoded ? decoded.event : null, id };
}
