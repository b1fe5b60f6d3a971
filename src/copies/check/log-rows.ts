import type { Envelope } from "../../core/log/envelope.ts";
import { itemsOf, type RowItem } from "../../store/database/event-rows.ts";
import { readableInPieces } from "../../store/log/readable-rows.ts";
import type { Database } from "../../store/opening/open.ts";

/** Events of one transaction. */
const AT_ONCE = 500;

/** What a row of the log says an event is; one row may hold several. */
export interface LogItem {
  /** The key of its row. */
  readonly key: number;
  /** Null where it is no event, or cannot be read. */
  readonly event: Envelope | null;
  /** What the row says its id is, event or not; null where it cannot be read. */
  readonly id: unknown;
  /** The browser cannot read the row at all. */
  readonly isUnreadable: boolean;
}

/** The next rows of the log. */
export interface LogRows {
  readonly items: readonly LogItem[];
  /** False where there may be more behind. */
  readonly isEnd: boolean;
  /** The keys of the rows: their places in the log. */
  readonly keys: readonly number[];
  /** Undefined for one that cannot be read. */
  readonly rows: readonly unknown[];
  /** What each of them holds. */
  readonly ofRows: readonly (readonly RowItem[])[];
}

/**
 * The rows between two places of the log, without the rows at these places. A row that cannot be read costs no other.
 * @param before null for the end of the log
 * @param most so many events, or somewhat more, then no more rows
 */
export async function logRows(
  db: Database,
  after: number,
  before: number | null,
  most = Number.POSITIVE_INFINITY,
): Promise<LogRows> {
  const keys: number[] = [];
  const rows: unknown[] = [];
  const ofRows: RowItem[][] = [];
  const items: LogItem[] = [];
  let isEnd = true;
  for await (const piece of readableInPieces(db, { after, before }, AT_ONCE)) {
    const unreadable = new Set(piece.unreadable);
    for (const [i, key] of piece.places.entries()) {
      const row = piece.rows[i];
      const held = itemsOf(row);
      keys.push(key);
      rows.push(row);
      ofRows.push(held);
      for (const item of held) items.push({ key, ...item, isUnreadable: unreadable.has(key) });
    }
    if (items.length >= most) {
      isEnd = false;
      break;
    }
  }
  return { isEnd, keys, rows, ofRows, items };
}
