/** Reading the log where some of its rows may be damaged: a row that cannot be read costs no other. */
import { MOST_IN_BATCH, sizeOf } from "../database/event-rows.ts";
import type { Database } from "../database/schema.ts";
import { type Gap, placesIn } from "./log.ts";

/** Rows of the log with their places, in the order of arrival. */
export interface LogPiece {
  readonly places: readonly number[];
  /** Undefined for a row that cannot be read. */
  readonly rows: readonly unknown[];
  /** The places of rows that the browser says it cannot read. */
  readonly unreadable: readonly number[];
}

/**
 * Mostly all at once, in one transaction. Where that fails, the keys first and then row by row, each in a transaction of its
 * own, since a failed request ends its transaction; rows of the log are never changed, so they fit together all the same.
 */
export async function readRows(db: Database, range: IDBKeyRange, most?: number): Promise<LogPiece> {
  try {
    const { store, done } = readingLog(db);
    const [places, rows] = await Promise.all([store.getAllKeys(range, most), store.getAll(range, most)]);
    // Work that follows at once would keep it open, and a grade waiting.
    await done;
    return { places, rows, unreadable: [] };
  } catch (error) {
    console.error("rows of the log cannot be read at once:", error);
  }
  const places = await db.getAllKeys("events", range, most);
  const unreadable: number[] = [];
  const rows: unknown[] = [];
  for (const place of places) {
    try {
      rows.push(await readingLog(db).store.get(place));
    } catch (error) {
      console.error(`the row ${place} of the log cannot be read:`, error);
      unreadable.push(place);
      rows.push(undefined);
    }
  }
  return { places, rows, unreadable };
}

/** For one request, of which whoever waits for it hears that it failed. */
export function readingLog(db: Database) {
  const transaction = db.transaction("events", "readonly");
  // The request that failed has said why; who waits for its transaction is told as well.
  transaction.done.catch(() => undefined);
  return transaction;
}

/**
 * The rows of a gap in pieces, each in a transaction of its own, so that no grade waits for more than one of them.
 * @param events about so many of one piece, see `nextRows`
 * @param most rows of one piece
 */
export async function* readableInPieces(
  db: Database,
  gap: Gap,
  events: number,
  most = events,
): AsyncGenerator<LogPiece> {
  let { after } = gap;
  for (let rows = nextRows(events, null, most); ; ) {
    const piece = await readRows(db, placesIn({ after, before: gap.before }), rows);
    yield piece;
    after = piece.places.at(-1) ?? after;
    // Nothing may lie between two places that follow each other, and no range can say so.
    if (piece.places.length < rows || (gap.before !== null && after >= gap.before - 1)) return;
    rows = nextRows(events, piece.rows, most);
  }
}

/** By how much a piece may have more rows than the one before it: the next rows may hold more than those did. */
const GROWTH = 4;

/**
 * How many rows of the log come to about so many events, if the next are like those before: a row holds one event, or as many
 * as came in together.
 * @param before the rows of the piece before; null at first, where each may be full
 */
function nextRows(events: number, before: readonly unknown[] | null, most: number): number {
  const held = before?.reduce((sum: number, row) => sum + sizeOf(row), 0) ?? 0;
  const rows =
    before === null || held === 0
      ? events / MOST_IN_BATCH
      : Math.min((events * before.length) / held, before.length * GROWTH);
  return Math.max(1, Math.min(most, Math.floor(rows)));
}
