import { type IDBPDatabase, openDB } from "idb";
import { DATABASE_VERSION, MIGRATIONS } from "./migrations.ts";
import type { OsteonDB } from "./schema.ts";
import { type Trouble, TroubleError } from "./trouble.ts";

export type Database = IDBPDatabase<OsteonDB>;
export const DATABASE_NAME = "osteon";

export interface OpenOptions {
  /** Another page holds an older version open; the upgrade waits until that page is closed. */
  readonly onBlocked?: () => void;
  /** This connection was closed, by a newer version of Osteon or by the browser; the page should be loaded again. */
  readonly onClosed?: () => void;
  /** The browser says that it deleted a database of this name because its files were damaged. Chromium only. */
  readonly onDataLoss?: () => void;
}

/**
 * Opens the database, creating or migrating it where needed. A connection gives way at once when another page brings
 * a newer version, so that no upgrade hangs behind a forgotten tab.
 * @throws TroubleError when the browser refuses, or the database is newer than this program
 */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  try {
    const db = await openDB<OsteonDB>(DATABASE_NAME, DATABASE_VERSION, {
      async upgrade(database, oldVersion, _newVersion, transaction, event) {
        // https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/indexeddb/idb_version_change_event.idl
        if ("dataLoss" in event && event.dataLoss === "total") options.onDataLoss?.();
        for (const migrate of MIGRATIONS.slice(oldVersion)) await migrate(database, transaction);
      },
      blocked: () => options.onBlocked?.(),
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        options.onClosed?.();
      },
      terminated: () => options.onClosed?.(),
    });
    return db;
  } catch (cause) {
    throw new TroubleError(troubleOf(cause), { cause });
  }
}

function troubleOf(cause: unknown): Trouble {
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "VersionError") return "databaseNewer";
  if (name === "QuotaExceededError") return "diskFull";
  // Firefox answers InvalidStateError where it keeps no databases, as in private windows.
  if (name === "InvalidStateError" || name === "SecurityError") return "databaseForbidden";
  return "databaseUnreadable";
}
