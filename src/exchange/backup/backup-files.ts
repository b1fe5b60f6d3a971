import type { LogExport } from "../../core/log/log-export.ts";
import { backupFile } from "./backup-file.ts";
import type { BackupStamp } from "./backup-format.ts";

/**
 * The backup as so many files as it takes for each to be read back: for what must not be refused, since it can be saved
 * nowhere else. Restored one after the other, in any order, they give what was here; the decks are in the first.
 * @param write as `backupFile`; another one for tests
 * @throws RangeError where a single event, or the decks alone, are too large
 */
export async function backupFiles(
  log: LogExport,
  stamp: BackupStamp,
  write: typeof backupFile = backupFile,
): Promise<readonly Blob[]> {
  const file = await write(log, stamp);
  if ("content" in file) return [file.content];
  const { events } = log;
  if (events.length < 2) throw new RangeError(`no backup holds this: ${file.problem.arguments.join()}`);
  const middle = Math.ceil(events.length / 2);
  return [
    ...(await backupFiles({ ...log, events: events.slice(0, middle) }, stamp, write)),
    ...(await backupFiles({ ...log, events: events.slice(middle), ownDecks: [] }, stamp, write)),
  ];
}
