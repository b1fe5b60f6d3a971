import { openDB } from "idb";
import { MIGRATIONS, type Upgrade } from "./migrations.ts";
import type { Database, OsteonDB } from "./schema.ts";
import { type Trouble, TroubleError, writeTrouble } from "./trouble.ts";

export type { Database } from "./schema.ts";

export const DATABASE_NAME = "osteon";

export interface OpenOptions {
  /** Another page holds an older version open; the upgrade waits until that page is closed. */
  readonly onBlocked?: () => void;
  /**
   * This connection was closed; the page should be loaded again. `databaseClosed` when a newer version of Osteon wanted
   * it, `connectionLost` when the browser did so by itself, as Chromium does when the disk is full.
   */
  readonly onClosed?: (why: "databaseClosed" | "connectionLost") => void;
  /** The browser says that it deleted a database of this name because its files were damaged. Chromium only. */
  readonly onDataLoss?: () => void;
  readonly care?: UpgradeCare;
  /** Others than the released ones, for tests. */
  readonly migrations?: readonly Upgrade[];
}

/** What is done about a database of an older version. Without it, such a database is not opened. */
export interface UpgradeCare {
  /** Given the old database, before anything of it is changed. What it throws leaves the database as it is. */
  readonly before: (old: Database, version: number) => Promise<void>;
  /** Given the new one, before anybody else gets it. */
  readonly after: (upgraded: Database, version: number) => Promise<void>;
}

/**
 * Opens the database, creating or migrating it where needed. A connection gives way at once when another page brings
 * a newer version, so that no upgrade hangs behind a forgotten tab.
 * @throws TroubleError when the browser refuses, a migration fails, or the database is newer than this program; in
 * each case it is left as it was
 */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  const found = await connect(options, null);
  if (typeof found !== "number") return found;
  // An older one. Nothing was changed; it is looked after first, and only then brought up to date.
  const { care } = options;
  if (!care) throw new TroubleError("databaseClosed");
  const old = await connect({ ...options, migrations: migrationsOf(options).slice(0, found) }, null);
  if (typeof old === "number") throw new TroubleError("upgradeFailed");
  try {
    await care.before(old, found);
  } catch (cause) {
    throw new TroubleError("upgradeFailed", { cause });
  } finally {
    old.close();
  }
  const upgraded = await connect(options, found);
  if (typeof upgraded === "number") throw new TroubleError("upgradeFailed");
  try {
    await care.after(upgraded, found);
    return upgraded;
  } catch (error) {
    upgraded.close();
    throw error;
  }
}

const migrationsOf = (options: OpenOptions): readonly Upgrade[] => options.migrations ?? MIGRATIONS;

/**
 * @param from the one older version that may be migrated now, if any
 * @returns the connection, or the version of an older database, which was not touched
 */
async function connect(options: OpenOptions, from: number | null): Promise<Database | number> {
  const migrations = migrationsOf(options);
  let older: number | null = null;
  let failure: unknown;
  try {
    return await openDB<OsteonDB>(DATABASE_NAME, migrations.length, {
      async upgrade(database, oldVersion, _newVersion, transaction, event) {
        // https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/indexeddb/idb_version_change_event.idl
        if ("dataLoss" in event && event.dataLoss === "total") options.onDataLoss?.();
        // That the transaction was aborted is told by the opening, which then fails.
        transaction.done.catch(() => undefined);
        if (oldVersion > 0 && oldVersion !== from) older = oldVersion;
        try {
          if (older !== null) return transaction.abort();
          for (const migrate of migrations.slice(oldVersion)) await migrate(database, transaction);
        } catch (error) {
          // Otherwise what was migrated so far would be kept.
          failure = error;
          transaction.abort();
        }
      },
      blocked: () => options.onBlocked?.(),
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        options.onClosed?.("databaseClosed");
      },
      terminated: () => options.onClosed?.("connectionLost"),
    });
  } catch (cause) {
    if (older !== null) return older;
    if (failure !== undefined) throw new TroubleError("upgradeFailed", { cause: failure });
    throw new TroubleError(troubleOf(cause), { cause });
  }
}

function troubleOf(cause: unknown): Trouble {
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "VersionError") return "databaseNewer";
  if (writeTrouble(cause) === "diskFull") return "diskFull";
  // Firefox answers InvalidStateError where it keeps no databases, as in private windows.
  if (name === "InvalidStateError" || name === "SecurityError") return "databaseForbidden";
  return "databaseUnreadable";
}
