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
  /** The database is of an older version: it is brought up to date now, here or by another page that this one waits for. */
  readonly onUpgrading?: () => void;
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
  /**
   * Runs work while nobody else does so, in whatever page or worker: of several that upgrade at once one does it, and the
   * others find it done. Without it this is the only one.
   */
  readonly alone?: <R>(work: () => Promise<R>) => Promise<R>;
  /** Given the old database, before anything of it is changed. What it throws leaves the database as it is. */
  readonly before: (old: Database, version: number) => Promise<void>;
  /**
   * Asked within the upgrade, before that changes anything: whether nothing has come since `before`, which is called again
   * where something has. Awaits nothing but the transaction.
   */
  readonly stillSo?: (transaction: Parameters<Upgrade>[1]) => Promise<boolean>;
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
  if (found === 0) return connected(options, { migrations, from: found });
  const { care } = options;
  if (!care) throw new TroubleError("databaseClosed");
  options.onUpgrading?.();
  const upgrade = (): Promise<Upgraded> => upgraded(options, migrations, care);
  const { db, from } = await (care.alone ? care.alone(upgrade) : upgrade());
  if (from === null) return db;
  try {
    await care.after(db, from);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

interface Upgraded {
  readonly db: Database;
  /** The version that it had; null where another page has upgraded it. */
  readonly from: number | null;
}

/** Old pages write while the database is copied: so often what came since is copied as well before this is given up. */
const MOST_TRIES = 5;

/** Brings an older database up to date; it is looked after first. */
async function upgraded(options: OpenOptions, migrations: readonly Upgrade[], care: UpgradeCare): Promise<Upgraded> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // Anew each time: another page may have done it while this one waited.
    const from = await connect(options, null);
    if (typeof from !== "number") return { db: from, from: null };
    if (from > 0) await lookAfter(options, migrations.slice(0, from), care);
    const db = await connect(options, { migrations, from, stillSo: care.stillSo });
    if (typeof db !== "number") return { db, from: from === 0 ? null : from };
  }
  throw new TroubleError("upgradeFailed");
}

/** @param older what made the database as it is */
async function lookAfter(options: OpenOptions, older: readonly Upgrade[], care: UpgradeCare): Promise<void> {
  const old = await connected({ ...options, migrations: older }, { migrations: older, from: older.length });
  try {
    await care.before(old, older.length);
  } catch (cause) {
    throw cause instanceof TroubleError ? cause : new TroubleError("upgradeFailed", { cause });
  } finally {
    old.close();
  }
}

/** What may be done to a database of one older version; version 0 is none. */
interface Migrating {
  readonly migrations: readonly Upgrade[];
  readonly from: number;
  readonly stillSo?: UpgradeCare["stillSo"];
}

async function connected(options: OpenOptions, migrating: Migrating): Promise<Database> {
  const db = await connect(options, migrating);
  if (typeof db === "number") throw new TroubleError("upgradeFailed");
  return db;
}

/**
 * @param migrating null where nothing may be made or changed yet. Then no version is asked for: to ask for a newer one would
 * close the connection of whoever copies the old database for an upgrade
 * @returns the connection, or the version of an older database, which was not touched; 0 where there is none
 */
async function connect(options: OpenOptions, migrating: Migrating | null): Promise<Database | number> {
  const version = (migrating?.migrations ?? options.migrations)?.length ?? VERSION;
  let older: number | null = null;
  let failure: unknown;
  let db: Database;
  try {
    db = await openDB<OsteonDB>(DATABASE_NAME, migrating ? version : undefined, {
      async upgrade(database, oldVersion, _newVersion, transaction, event) {
        // https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/indexeddb/idb_version_change_event.idl
        if ("dataLoss" in event && event.dataLoss === "total") options.onDataLoss?.();
        // That the transaction was aborted is told by the opening, which then fails.
        transaction.done.catch(() => undefined);
        if (migrating === null || (oldVersion > 0 && oldVersion !== migrating.from)) older = oldVersion;
        try {
          if (older !== null || migrating === null) return transaction.abort();
          if (oldVersion > 0 && migrating.stillSo && !(await migrating.stillSo(transaction))) {
            older = oldVersion;
            return transaction.abort();
          }
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
  if (db.version === version) return db;
  db.close();
  if (db.version > version) throw new TroubleError("databaseNewer");
  return db.version;
}

function troubleOf(cause: unknown): Trouble {
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "VersionError") return "databaseNewer";
  if (writeTrouble(cause) === "diskFull") return "diskFull";
  // Firefox answers InvalidStateError where it keeps no databases, as in private windows.
  if (name === "InvalidStateError" || name === "SecurityError") return "databaseForbidden";
  return "databaseUnreadable";
}
