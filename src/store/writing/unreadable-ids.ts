/** What the rows of the log that cannot be read are found by, for a write in which they are to be mended. */
import { readPosition } from "../database/local.ts";
import type { Writing } from "../database/transaction.ts";
import { type IdsOfRows, idsOfRows, idsOfRowsIn } from "../log/ids-of-rows.ts";
import type { Database } from "../opening/open.ts";
import { REPLACED, readReplaced } from "../segments/segments.ts";

/** What was looked up before a write began. */
export interface KnownIds {
  readonly places: ReadonlySet<number>;
  readonly ids: IdsOfRows;
  /** How often rows had been replaced by then; whoever replaces one may change what another is found by. */
  readonly replaced: unknown;
}

export const NOTHING_KNOWN: KnownIds = { places: new Set(), ids: new Map(), replaced: null };

export type LookUpIds = (places: ReadonlySet<number>) => Promise<IdsOfRows>;

/** A write has met rows that cannot be read, of which nothing is known yet; it was taken back. */
export class UnknownIdsError extends Error {
  readonly places: ReadonlySet<number>;
  constructor(places: ReadonlySet<number>) {
    super(`${places.size} rows of the log cannot be read`);
    this.name = "UnknownIdsError";
    this.places = places;
  }
}

/** Through the whole index, in transactions that a grade may wait for. */
export async function lookUp(db: Database, places: ReadonlySet<number>): Promise<KnownIds> {
  const replaced = await readPosition(db, REPLACED);
  return { places, ids: await idsOfRows(db, places), replaced };
}

/**
 * @param transaction to be asked before it replaces a row
 * @param known undefined where all is to be looked up within the transaction
 */
export async function lookUpIn(transaction: Writing, known?: KnownIds): Promise<LookUpIds> {
  if (!known) return (places) => idsOfRowsIn(transaction.objectStore("events"), places);
  const isSo = known.places.size > 0 && (await readReplaced(transaction)) === known.replaced;
  const places = isSo ? known.places : new Set<number>();
  return async (asked) => {
    const lacking = [...asked].some((place) => !places.has(place));
    // All of them, or each attempt would look for some that the next one lacks.
    if (lacking) throw new UnknownIdsError(new Set([...places, ...asked]));
    return new Map([...known.ids].filter(([place]) => asked.has(place)));
  };
}
