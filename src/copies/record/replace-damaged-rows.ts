import type { Scheduler } from "../../core/memory/scheduler.ts";
import { unite } from "../../store/merge.ts";
import type { Database } from "../../store/open.ts";
import { write } from "../../store/transaction.ts";
import type { RecordFiles } from "../place.ts";
import { NOTHING } from "./codec.ts";
import { readRecord } from "./snapshots.ts";

/**
 * Replaces rows of the log that are no events by the events of the same id in the second record. What the record does
 * not hold stays where it is: somebody may yet make sense of it.
 */
export async function replaceDamagedRows(
  db: Database,
  files: RecordFiles,
  unreadable: readonly string[],
  scheduler: Scheduler,
): Promise<void> {
  const record = await files.lock("shared", () => readRecord(files));
  const wanted = new Set(unreadable);
  const events = (record ?? NOTHING).events.filter(({ id }) => wanted.has(id));
  if (events.length === 0) return;
  await write(db, ["events"], async (transaction) => {
    await Promise.all(events.map(({ id }) => transaction.objectStore("events").delete(id)));
  });
  // Broken off between the two, the next comparison with the second record puts them back.
  await unite(db, { ...NOTHING, events }, scheduler);
}
