import type { EventId } from "../../core/ids.ts";
import { slicesOf } from "../../core/slices.ts";
import type { Database } from "../database/schema.ts";

/** So few are looked up one by one. */
const FEW = 8;
const PARTS = 4;

/**
 * Those of some ids that the log may have; of the others it has none. Ids are in the order of time, and mostly all of what
 * comes in is newer than the log, or from hours in which it has nothing: one request for a stretch of time says so for all
 * ids of it. Where a stretch holds something, its quarters are asked for, at most one request for every eight ids.
 * @param byId the log's index of ids
 */
export async function maybeHere(
  byId: { readonly getKey: (range: IDBKeyRange) => Promise<unknown> },
  ids: readonly EventId[],
): Promise<ReadonlySet<EventId>> {
  const maybe = new Set<EventId>();
  let stretches = [[...new Set(ids)].sort()];
  while (stretches.length > 0) {
    const few = stretches.filter(({ length }) => length <= FEW);
    for (const id of few.flat()) maybe.add(id);
    const many = stretches.filter(({ length }) => length > FEW);
    const first = await Promise.all(many.map((ids) => byId.getKey(IDBKeyRange.bound(ids[0], ids.at(-1)))));
    stretches = many.filter((_, i) => first[i] !== undefined).flatMap(quarters);
  }
  return maybe;
}

/** Of one transaction, for which a grade may wait. */
const AT_ONCE = 500;
/** The same where mostly one request is enough for many, see `maybeHere`. */
const LOOKED_UP = 4000;

/** Those of some ids under which the log has something, be it a row that cannot be read. */
export async function idsHere(db: Database, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
  const maybe: EventId[] = ids.length <= FEW ? [...ids] : [];
  // In their order, so that each answer is about a short stretch of time.
  for (const some of ids.length <= FEW ? [] : slicesOf(ids.toSorted(), LOOKED_UP))
    maybe.push(...(await askingIds(db, (byId) => maybeHere(byId, some))));
  const here = new Set<EventId>();
  for (const some of slicesOf(maybe, AT_ONCE)) {
    const places = await askingIds(db, (byId) => Promise.all(some.map((id) => byId.getKey(id))));
    for (const [i, id] of some.entries()) if (places[i] !== undefined) here.add(id);
  }
  return here;
}

interface ById {
  readonly getKey: (key: EventId | IDBKeyRange) => Promise<unknown>;
}

/** Its transaction ends before it answers: work that follows at once would keep it open, and a grade waiting. */
async function askingIds<R>(db: Database, ask: (byId: ById) => Promise<R>): Promise<R> {
  const { store, done } = db.transaction("events");
  const found = await ask(store.index("id"));
  await done;
  return found;
}

function quarters(ids: readonly EventId[]): EventId[][] {
  const size = Math.ceil(ids.length / PARTS);
  return Array.from({ length: PARTS }, (_, i) => ids.slice(i * size, (i + 1) * size));
}
