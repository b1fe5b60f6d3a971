import type { Envelope } from "../../../src/core/log/envelope.ts";
import { writeMany } from "../../../src/store/database/write-many.ts";
import type { Database } from "../../../src/store/opening/open.ts";

/** All that the log holds, in the order of arrival, whichever rows it stands in; also what is no event. */
export async function wholeLog(db: Pick<Database, "getAll">): Promise<Envelope[]> {
  const rows = await db.getAll("events");
  return rows.flatMap((row) => (Array.isArray(row.id) && "events" in row ? row.events : [row as Envelope]));
}

/** Puts events into the log behind the back of all that follows from it: a row for each, of which only the last is heard of. */
export async function addRows(db: Database, events: readonly Envelope[]): Promise<void> {
  const { store, done } = db.transaction("events", "readwrite");
  await Promise.all([writeMany(store, "add", events), done]);
}
