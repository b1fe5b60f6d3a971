/** Under which ids the log has rows that cannot be read. The index of the ids tells it, and no row is read for that. */
import type { EventId } from "../../core/ids.ts";
import type { Database } from "../database/schema.ts";
import type { ReadableLog } from "./log.ts";
import { readingLog } from "./readable-rows.ts";

/** Keys of one answer: read in a few milliseconds. */
const AT_ONCE = 1000;

/** By the places of the rows; one of which the index knows nothing is left out. */
export type IdsOfRows = ReadonlyMap<number, readonly EventId[]>;

/** In transactions that a grade may wait for: what they find belongs together if no row was replaced meanwhile. */
export const idsOfRows = (db: Database, places: ReadonlySet<number>): Promise<IdsOfRows> =>
  allIds(() => readingLog(db).store, places);

/** The same, or nothing where the index cannot be read either. */
export const idsIfAny = (db: Database, places: ReadonlySet<number>): Promise<IdsOfRows> =>
  idsOfRows(db, places).catch((error: unknown): IdsOfRows => {
    console.error("the index of the log cannot be read:", error);
    return new Map();
  });

async function allIds(log: () => Pick<ReadableLog, "index">, places: ReadonlySet<number>): Promise<IdsOfRows> {
  const ids = new Map<number, EventId[]>();
  if (places.size === 0) return ids;
  for (let next: EventId | null = null; ; ) {
    next = await takeNext(log(), places, next, ids);
    if (next === null) return ids;
  }
}

/** How many events there are in some rows that cannot be read; each is one at least. */
export async function countInRows(db: Database, places: readonly number[]): Promise<number> {
  const ids = await idsIfAny(db, new Set(places));
  return places.reduce((sum, place) => sum + Math.max(1, ids.get(place)?.length ?? 0), 0);
}

/** @returns the last key that was looked at; null where there is none behind */
async function takeNext(
  log: Pick<ReadableLog, "index">,
  places: ReadonlySet<number>,
  after: EventId | null,
  ids: Map<number, EventId[]>,
): Promise<EventId | null> {
  const byId = log.index("id");
  const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
  // The places alone come in one answer; the cursor goes straight to those that are asked for, and to the last.
  const [found, first] = await Promise.all([byId.getAllKeys(range, AT_ONCE), byId.openKeyCursor(range)]);
  let cursor = first;
  let at = 0;
  for (const [i, place] of found.entries()) {
    const isLast = i === AT_ONCE - 1;
    if (!places.has(place) && !isLast) continue;
    if (i > at) cursor = (await cursor?.advance(i - at)) ?? null;
    at = i;
    if (!cursor) return null;
    if (places.has(place)) ids.set(place, [...(ids.get(place) ?? []), cursor.key]);
    if (isLast) return cursor.key;
  }
  return null;
}
