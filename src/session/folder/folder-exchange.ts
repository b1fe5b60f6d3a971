import { encryptedPlace, type Passphrase, tryPassphrase, vaultOf } from "../../copies/shared/encrypted.ts";
import { type Exchanged, exchange } from "../../copies/shared/exchange.ts";
import {
  isStopped,
  keepLast,
  keepPassphrase,
  noteUnfinished,
  readFolder,
  readName,
  readPassphrase,
} from "../../copies/shared/link.ts";
import { withoutRenaming } from "../../copies/shared/renamed.ts";
import { withdraw } from "../../copies/shared/withdraw.ts";
import type { Deck } from "../../core/deck/deck.ts";
import { decodeDeck } from "../../exchange/deck/decode.ts";
import { systemClock } from "../../platform/clock.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import { type FolderHandle, folderPlace, isFolder, mayUse, mustAsk } from "../../platform/shared-folder.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";

/** One page at a time. */
const LOCK = "folder-exchange";

export interface FolderExchangeOptions {
  /** Asked between steps; where it says no, the rest is left to the next time. */
  readonly goOn?: () => boolean;
  /** See `ReplicateOptions`. */
  readonly filesAtOnce?: number;
  /** Told how many events have come in, while they do. */
  readonly onTaken?: (events: number) => void;
  /** The same of decks. */
  readonly onDecks?: (decks: number) => void;
}

/**
 * Gives the shared folder what it lacks, and takes from it what is new.
 * @returns null where no folder was chosen, or the browser wants the user asked for it first, or another page is at it
 * @throws what the folder or the database throws; whatever was done by then stays and is right
 */
export async function exchangeWithFolder(db: Database, options: FolderExchangeOptions = {}): Promise<Exchanged | null> {
  const folder = await readFolder(db);
  if (!isFolder(folder) || !(await mayUse(folder))) return null;
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return null;
    const [name, passphrase] = await Promise.all([readName(db), readPassphrase(db)]);
    const nowMs = systemClock.nowMs();
    const reader = extensionVersion();
    const vault = passphrase && vaultOf(passphrase);
    let unfinished = false;
    // Before it begins: with the page that does it, it ends without a word.
    await noteUnfinished(db, true);
    try {
      const done = await exchange(db, folderPlace(folder), { name, nowMs, vault, judgeDeck, reader, ...options });
      await keepLast(db, done, nowMs);
      unfinished = !done.complete && !done.locked && done.notWritten === null;
      return done;
    } finally {
      // What has failed is tried again when somebody looks at a page, and not every minute.
      if (!unfinished) await noteUnfinished(db, false);
    }
  });
}

/** Exchanges without being asked to: not where the user stopped the last one, until they ask for one in the options. */
export const exchangeUnasked = async (db: Database, options: FolderExchangeOptions): Promise<Exchanged | null> =>
  (await isStopped(db)) ? null : exchangeWithFolder(db, options);

/** The folder that was chosen, where the browser wants the user asked for it again; null where there is nothing to ask. */
export async function folderToAllow(db: Database): Promise<FolderHandle | null> {
  if (await isStopped(db)) return null;
  const folder = await readFolder(db);
  return isFolder(folder) && (await mustAsk(folder)) ? folder : null;
}

/** Others write into the folder, so a deck from there is checked as one from a backup. */
export function judgeDeck(value: unknown): Deck | null {
  const decoded = decodeDeck(value);
  return "deck" in decoded ? decoded.deck : null;
}

/** Whether a passphrase opens what other devices gave; `none` where they encrypted nothing. */
export async function passphraseFits(
  db: Database,
  folder: FolderHandle,
  passphrase: Passphrase,
): Promise<"fits" | "wrong" | "none"> {
  const device = await readDevice(db.transaction("local").store);
  return tryPassphrase(withoutRenaming(folderPlace(folder)), vaultOf(passphrase), device);
}

/**
 * Sets, changes or drops the passphrase. What this device wrote with the old one is taken out of the folder; the next
 * exchange gives it anew.
 * @param folder that the browser lets us use; null where there is none
 * @returns whether it was done; nothing was changed where the new one does not open what other devices gave
 */
export function changePassphrase(
  db: Database,
  folder: FolderHandle | null,
  passphrase: Passphrase | null,
): Promise<boolean> {
  return navigator.locks.request(LOCK, async () => {
    if (folder !== null) {
      if (passphrase !== null && (await passphraseFits(db, folder, passphrase)) === "wrong") return false;
      const old = await readPassphrase(db);
      const files = withoutRenaming(folderPlace(folder));
      const into = passphrase ? encryptedPlace(files, vaultOf(passphrase)) : files;
      if (old) await withdraw(db, encryptedPlace(files, vaultOf(old)), into);
    }
    await keepPassphrase(db, passphrase);
    return true;
  });
}
