/**
 * Cards in pieces, and all the same as of one moment: who has read them all, or kept what they said, reads those again that the
 * log has moved since.
 */
import type { CardId } from "../../core/ids.ts";
import { itemsOf } from "../database/event-rows.ts";
import { allReadableUnder, readableAt, readableIn } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { placesIn } from "./log.ts";
import { isOf, type Stamp, stampOf } from "./stamp.ts";

/** What a transaction must hold to tell what has moved. */
export const MOVED_STORES = ["local", "events", "states", "decks"] as const satisfies readonly StoreName[];

/** An id that events of the log name, and the cards that it means. */
export interface Moved {
  readonly id: CardId;
  /** Undefined where there is none, or it cannot be read. */
  readonly row: StateRow | undefined;
  /** A card may have a row that cannot be read. */
  readonly isThere: boolean;
  /** Those that had the id before. */
  readonly others: readonly StateRow[];
}

/**
 * The cards that the log has moved since a moment, as they stand now.
 * @param most rows of the log
 * @returns null where only all rows tell
 */
export async function movedSince(
  transaction: Reading,
  since: Stamp,
  most: number,
): Promise<{ readonly now: Stamp; readonly moved: readonly Moved[] } | null> {
  const now = await stampOf(transaction);
  if (!isOf(since, now)) return null;
  if (now.place === since.place) return { now, moved: [] };
  const range = placesIn({ after: since.place, before: null });
  const { rows: events } = await readableIn(transaction.objectStore("events"), range, most + 1);
  if (events.length > most) return null;
  const items = events.flatMap(itemsOf);
  // Of what is spoilt or cannot be read nobody knows which card it moved.
  if (items.some(({ event }) => event === null)) return null;
  const ids = [...new Set(items.flatMap(({ event }) => event?.card ?? []))];
  const states = transaction.objectStore("states");
  const moved = await Promise.all(
    ids.map(async (id) => {
      const [row, others] = await Promise.all([readableAt(states, id), allReadableUnder(states.index("former"), id)]);
      const isThere = row !== undefined || (await states.getKey(id)) !== undefined;
      return { id, isThere, row, others };
    }),
  );
  return moved.every(isReadable) ? { now, moved } : null;
}

type Asked = Omit<Moved, "others"> & { readonly others: readonly StateRow[] | null };
const isReadable = (one: Asked): one is Moved => one.others !== null && (one.row !== undefined || !one.isThere);
