import { openDB } from "idb";
import { type Database, type OsteonDB, VERSION } from "../database/schema.ts";
import { abortQuietly } from "../database/transaction.ts";
import { type Trouble, TroubleError, writeTrouble } from "../database/trouble.ts";
import type { Upgrade } from "./migrations.ts";

export type { Database } from "../database/schema.ts";

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
  // Nothing was changed. What makes or changes a database is loaded only where it is needed.
  const migrations = options.migrations ?? (await import("./migrations.ts")).MIGRATIONS;
  const anew = (): Promise<Database> => connected(options, { migrations, from: found });
  return found === 0 ? anew() : upgraded(options, migrations, found, anew);
}

/** Brings an older database up to date; it is looked after first. */
async function upgraded(
  options: OpenOptions,
  migrations: readonly Upgrade[],
  version: number,
  anew: () => Promise<Database>,
): Promise<Database> {
  const { care } = options;
  if (!care) throw new TroubleError("databaseClosed");
  const older = migrations.slice(0, version);
  const old = await connected({ ...options, migrations: older }, { migrations: older, from: version });
  try {
    await care.before(old, version);
  } catch (cause) {
    throw new TroubleError("upgradeFailed", { cause });
  } finally {
    old.close();
  }
  const db = await anew();
  try {
    await care.after(db, version);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What may be done to a database of one older version; version 0 is none. */
interface Migrating {
  readonly migrations: readonly Upgrade[];
  readonly from: number;
}

async function connected(options: OpenOptions, migrating: Migrating): Promise<Database> {
  const db = await connect(options, migrating);
  if (typeof db === "number") throw new TroubleError("upgradeFailed");
  return db;
}

/**
 * @param migrating null where nothing may be made or changed yet
 * @returns the connection, or the version of an older database, which was not touched; 0 where there is none
 */
async function connect(options: OpenOptions, migrating: Migrating | null): Promise<Database | number> {
  const version = (migrating?.migrations ?? options.migrations)?.length ?? VERSION;
  let older: number | null = null;
  let failure: unknown;
  try {
    return await openDB<OsteonDB>(DATABASE_NAME, version, {
      async upgrade(database, oldVersion, _newVersion, transaction, event) {
        // https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/indexeddb/idb_version_change_event.idl
        if ("dataLoss" in event && event.dataLoss === "total") options.onDataLoss?.();
        // That the transaction was aborted is told by the opening, which then fails.
        transaction.done.catch(() => undefined);
        if (migrating === null || (oldVersion > 0 && oldVersion !== migrating.from)) older = oldVersion;
        try {
          if (older !== null || migrating === null) return transaction.abort();
          for (const migrate of migrating.migrations.slice(oldVersion)) await migrate(database, transaction);
        } catch (error) {
          // Otherwise what was migrated so far would be kept.
          failure = error;
          abortQuietly(transaction);
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
