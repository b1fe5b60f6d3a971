/** Rows of the log that are spoilt, or stand under another card, replaced by the events that belong there. */
import type { Envelope } from "../../core/log/envelope.ts";
import { type EventRow, itemsOf, mendedRow } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import type { Writing } from "../database/transaction.ts";
import { addMany } from "../log/log.ts";
import { rowsReplaced } from "../segments/rows-replaced.ts";
import type { RowsKnown } from "./lost-with-rows.ts";

/** Segments that were packed with a spoilt row in them are packed anew. @param mended the events by the places of their rows */
export async function replaceSpoilt(
  transaction: Writing,
  mended: ReadonlyMap<number, readonly Envelope[]>,
  idsOf: RowsKnown["idsOf"],
): Promise<void> {
  const log = transaction.objectStore("events");
  const rows = new Map<number, unknown>();
  for (const place of mended.keys()) rows.set(place, await readableAt(log, place));
  // What is written in the place of one that cannot be read would take the ids of its other events out of the index, and
  // nothing would tell any more that they were there.
  const ids = await idsOf(new Set([...rows].flatMap(([place, row]) => (row === undefined ? [place] : []))));
  for (const [place, events] of mended) {
    const { row, others } = mendedRow(rows.get(place), events, ids.get(place));
    if (rows.get(place) === undefined) tellLost(place, row);
    await log.put(row, place);
    await addMany(log, others);
  }
  if (mended.size > 0) await rowsReplaced(transaction, mended.keys());
}

/** The row keeps the ids of what nothing is known of but those: the check tells of them, and another copy may bring them yet. */
function tellLost(place: number, row: EventRow): void {
  const lost = itemsOf(row).filter(({ event }) => event === null).length;
  if (lost > 0)
    console.error(`the row ${place} of the log cannot be read, and nothing here holds ${lost} of its events`);
}
