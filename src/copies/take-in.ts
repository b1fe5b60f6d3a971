import { decodeEvent } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { same } from "../core/same.ts";
import { unite } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";

/** One short transaction's worth. */
const AT_ONCE = 1000;

export interface TakeInOptions {
  /** See `MergeOptions` of the store. */
  readonly sealed?: boolean;
  /** The database is being filled, so nothing is asked first. */
  readonly filling?: boolean;
}

/**
 * Gives the database those events of a copy that it lacks or whose rows are spoilt, in short transactions. Doing it twice
 * changes nothing.
 * @returns how many it lacked
 */
export async function takeIn(
  db: Database,
  events: readonly Envelope[],
  { sealed = false, filling = false }: TakeInOptions = {},
): Promise<number> {
  let taken = 0;
  for (let start = 0; start < events.length; start += AT_ONCE) {
    // Reading first: mostly nothing is lacking, and then no grade has to wait.
    const some = events.slice(start, start + AT_ONCE);
    const lacking = filling ? some : await lackingAmong(db, some, sealed);
    if (lacking.length === 0) continue;
    const scheduler = schedulerFor(await readSettings(db));
    taken += (await unite(db, lacking, scheduler, { from: "copy", sealed })).length;
  }
  return taken;
}

/** Those events that the database lacks, or whose rows are spoilt. */
export async function lackingAmong(db: Database, events: readonly Envelope[], sealed: boolean): Promise<Envelope[]> {
  const isLacking = (event: Envelope, row: unknown): boolean =>
    "problem" in decodeEvent(row) || (sealed && !same(row, event));
  try {
    const byId = db.transaction("events", "readonly").store.index("id");
    const rows: unknown[] = await Promise.all(events.map(({ id }) => byId.get(id)));
    return events.filter((event, i) => isLacking(event, rows[i]));
  } catch (error) {
    console.error("rows of the log cannot be read at once:", error);
  }
  const lacking: Envelope[] = [];
  for (const event of events) {
    try {
      if (isLacking(event, await db.getFromIndex("events", "id", event.id))) lacking.push(event);
    } catch (error) {
      // It cannot be replaced either; see rebuild-database.ts.
      console.error(`the row of ${event.id} cannot be read:`, error);
    }
  }
  return lacking;
}
