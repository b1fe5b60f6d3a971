import type { Envelope } from "../../src/core/log/envelope.ts";
import type { Database } from "../../src/store/opening/open.ts";

/** All that the log holds, in the order of arrival, whichever rows it stands in; also what is no event. */
export async function wholeLog(db: Pick<Database, "getAll">): Promise<Envelope[]> {
  const rows = await db.getAll("events");
  return rows.flatMap((row) => (Array.isArray(row.id) && "events" in row ? row.events : [row as Envelope]));
}
