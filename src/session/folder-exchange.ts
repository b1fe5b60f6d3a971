import { vaultOf } from "../copies/shared/encrypted.ts";
import { type Exchanged, exchange } from "../copies/shared/exchange.ts";
import { keepLast, readFolder, readName, readPassphrase } from "../copies/shared/link.ts";
import { systemClock } from "../platform/clock.ts";
import { folderPlace, isFolder, mayUse } from "../platform/shared-folder.ts";
import type { Database } from "../store/open.ts";

export interface FolderExchangeOptions {
  /** Asked between steps; where it says no, the rest is left to the next time. */
  readonly goOn?: () => boolean;
  /** Told how many events have come in, while they do. */
  readonly onTaken?: (events: number) => void;
}

/**
 * Gives the shared folder what it lacks, and takes from it what is new.
 * @returns null where no folder was chosen, or the browser wants the user asked for it first, or another page is at it
 * @throws what the folder or the database throws; whatever was done by then stays and is right
 */
export async function exchangeWithFolder(db: Database, options: FolderExchangeOptions = {}): Promise<Exchanged | null> {
  const folder = await readFolder(db);
  if (!isFolder(folder) || !(await mayUse(folder))) return null;
  return navigator.locks.request("folder-exchange", { ifAvailable: true }, async (lock) => {
    if (lock === null) return null;
    const [name, passphrase] = await Promise.all([readName(db), readPassphrase(db)]);
    const nowMs = systemClock.nowMs();
    const vault = passphrase && vaultOf(passphrase);
    const done = await exchange(db, folderPlace(folder), { name, nowMs, vault, ...options });
    await keepLast(db, done, nowMs);
    return done;
  });
}
