import type { Envelope } from "../../core/log/envelope.ts";
import { itemsOf, type RowItem } from "../../store/database/event-rows.ts";
import { placesIn } from "../../store/log/log.ts";
import { readRows } from "../../store/log/readable-rows.ts";
import type { Database } from "../../store/opening/open.ts";

/** What a row of the log says an event is; one row may hold several. */
export interface LogItem {
  readonly place: number;
  /** Null where it is none or cannot be read. */
  readonly event: Envelope | null;
  /** What the row says its id is, event or not; null where it cannot be read. */
  readonly id: unknown;
}

/** The next rows of the log. */
export interface LogRows {
  readonly items: readonly LogItem[];
  /** The places of the rows. */
  readonly places: readonly number[];
  /** Undefined for one that cannot be read. */
  readonly rows: readonly unknown[];
  /** What each of them holds. */
  readonly ofRows: readonly (readonly RowItem[])[];
}

/**
 * The rows between two places of the log, without the rows at these places. A row that cannot be read costs no other.
 * @param before null for the end of the log
 */
export async function logRows(db: Database, after: number, before: number | null, most?: number): Promise<LogRows> {
  const { places, rows } = await readRows(db, placesIn({ after, before }), most);
  const ofRows = rows.map(itemsOf);
  const items = places.flatMap((place, i) => (ofRows[i] ?? []).map((item) => ({ place, ...item })));
  return { places, rows, ofRows, items };
}
