/** Cards that are suspended, found by their index: no other card is read for them. */
import { readableAt } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import type { Database } from "../opening/open.ts";

export interface SuspendedCards {
  /** The first of them, deck by deck in its order; one that cannot be read is left out. */
  readonly rows: readonly StateRow[];
  /** How many more there are. */
  readonly more: number;
}

/** How many cards are suspended that their decks still have. */
export const countSuspended = (db: Database): Promise<number> => db.countFromIndex("states", "suspended");

/** The suspended cards that their decks still have. @param most of them are read */
export async function readSuspended(db: Database, most: number): Promise<SuspendedCards> {
  const { store } = db.transaction("states");
  const index = store.index("suspended");
  const [total, ids] = await Promise.all([index.count(), index.getAllKeys(null, most)]);
  const rows = await Promise.all(ids.map((id) => readableAt(store, id)));
  return { rows: rows.filter((row) => row !== undefined), more: total - ids.length };
}
