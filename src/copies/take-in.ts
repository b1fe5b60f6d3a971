import type { EventId } from "../core/ids.ts";
import { decodeEvent } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { same } from "../core/same.ts";
import { readableAt } from "../store/attempt.ts";
import { unite } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";

/** One short transaction's worth. */
const AT_ONCE = 1000;
/** A long one's, where very many come in: each transaction works out anew the cards that it touches, from all their events. */
const TOGETHER = 5 * AT_ONCE;

export interface TakeInOptions {
  /** See `MergeOptions` of the store. */
  readonly sealed?: boolean;
  /** The database is being filled, so nothing is asked first. */
  readonly filling?: boolean;
  /** Very many come in: fewer and longer transactions. */
  readonly together?: boolean;
}

/**
 * Gives the database those events of a copy that it lacks, or whose rows are spoilt or cannot be read, in short
 * transactions. Doing it twice changes nothing.
 * @returns how many it lacked
 */
export async function takeIn(
  db: Database,
  events: readonly Envelope[],
  { sealed = false, filling = false, together = false }: TakeInOptions = {},
): Promise<number> {
  let taken = 0;
  const atOnce = together ? TOGETHER : AT_ONCE;
  for (let start = 0; start < events.length; start += atOnce) {
    // Reading first: mostly nothing is lacking, and then no grade has to wait.
    const some = events.slice(start, start + atOnce);
    const { lacking, unreadable } = filling ? { lacking: some, unreadable: [] } : await lackingAmong(db, some, sealed);
    taken += await uniteIfAny(db, lacking, sealed);
    // Where the browser cannot write in its place either, the row stays; see rebuild-database.ts.
    taken += await uniteIfAny(db, unreadable, sealed).catch((error: unknown) => {
      console.error(`${unreadable.length} rows that cannot be read could not be replaced:`, error);
      return 0;
    });
  }
  return taken;
}

async function uniteIfAny(db: Database, events: readonly Envelope[], sealed: boolean): Promise<number> {
  if (events.length === 0) return 0;
  return (await unite(db, events, schedulerFor(await readSettings(db)), { from: "copy", sealed })).length;
}

export interface Lacking {
  /** Events that the database lacks, or whose rows are none or say something else. */
  readonly lacking: readonly Envelope[];
  /** Those whose rows the browser cannot read. */
  readonly unreadable: readonly Envelope[];
}

/** What the database has not of some events. */
export async function lackingAmong(db: Database, events: readonly Envelope[], sealed: boolean): Promise<Lacking> {
  const byId = db.transaction("events", "readonly").store.index("id");
  const rows: unknown[] = await Promise.all(events.map(({ id }) => readableAt<EventId, unknown>(byId, id)));
  const wrong = events.filter((event, i) => "problem" in decodeEvent(rows[i]) || (sealed && !same(rows[i], event)));
  const unread = events.filter((_, i) => rows[i] === undefined);
  // What is there all the same, as its key says, cannot be read.
  const keys = await Promise.all(unread.map(({ id }) => byId.getKey(id)));
  const unreadable = unread.filter((_, i) => keys[i] !== undefined);
  const isUnreadable = new Set(unreadable);
  return { lacking: wrong.filter((event) => !isUnreadable.has(event)), unreadable };
}
