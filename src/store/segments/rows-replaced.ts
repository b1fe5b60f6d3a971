/** Rows of the log that were replaced: how often that was, and what becomes of the segments that hold them. */
import { positionRow } from "../database/local.ts";
import type { StoreName } from "../database/schema.ts";
import type { Reading, Writing } from "../database/transaction.ts";
import { dropSegment, headsAt, headsIn } from "./segment-heads.ts";

/** What a transaction must hold in which rows of the log are replaced, or a segment is added. */
export const SEGMENT_STORES = ["segments", "packed", "local"] as const satisfies readonly StoreName[];

/** How often a row of the log was replaced. A row that is only added comes behind all others, and changes nothing here. */
export const REPLACED = "log-rows-replaced";

/** The same, as a transaction sees it. */
export const readReplaced = async (transaction: Reading): Promise<unknown> =>
  (await transaction.objectStore("local").get(positionRow(REPLACED, 0).key))?.value;

/**
 * To be called in the transaction that puts other rows in the places of some of the log, which holds `SEGMENT_STORES`: takes
 * away the segments that hold one of the places, for their events to be packed anew, and tells who is packing just now. The heads
 * are read once for all of them. What else stands in these segments must be in the log by then, see `lost-with-rows.ts`.
 */
export async function rowsReplaced(transaction: Writing, places: Iterable<number>): Promise<void> {
  const before = await readReplaced(transaction);
  const count = typeof before === "number" ? before : 0;
  await transaction.objectStore("local").put(positionRow(REPLACED, count + 1));
  const { heads, unreadable } = await headsIn(transaction);
  const holding = headsAt(heads, places).map(({ number }) => number);
  // Of one that cannot be read nobody knows which places it holds.
  for (const number of [...holding, ...unreadable]) await dropSegment(transaction, number);
}
