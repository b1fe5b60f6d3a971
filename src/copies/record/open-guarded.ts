/**
 * Opens the database with its second record beside it. Chromium can delete every IndexedDB database of an extension
 * when a write was cut short two starts ago; what a database that comes up empty held is then in the second record.
 */
import type { Place } from "../../core/log/place.ts";
import { isRestoring } from "../../store/database/local.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import { type Database, type OpenOptions, openDatabase, type UpgradeCare } from "../../store/opening/open.ts";
import type { BroughtBack, Reconciled } from "../place/notice.ts";
import { keepJournal } from "./keep-journal.ts";
import type { Found } from "./restore.ts";

export interface Guarded {
  readonly db: Database;
  /** What was brought back before the database was handed over; null when nothing was amiss. */
  readonly restored: BroughtBack | null;
  /** The database was deleted, and nothing of the second record can be read. */
  readonly lost: boolean;
  /**
   * Compares the database with the second record for a short while; to be called once the first card is shown. Resolves to
   * what the user must be told, also where another page or the background did the restoring.
   */
  readonly reconcile: () => Promise<Reconciled>;
  /** The same to its end: after a merge, an import, or when a deck of the user's own was installed or removed. */
  readonly copyAll: (goOn?: () => boolean) => Promise<Reconciled>;
  /** The user has read what `restored` and the last `reconcile` have told: no page tells it again. */
  readonly dismiss: () => Promise<void>;
  /** Resolves when the journal holds all that was written so far. */
  readonly journaled: () => Promise<void>;
}

export type FindPlace = () => Promise<Place | null>;

/** How long a page compares; what is left then is for the background. */
const SHORT_MS = 2000;

/** What a page needs of the second record only after its first card is loaded only then. */
const later = (): Promise<typeof import("./second-record.ts")> => import("./second-record.ts");

/**
 * @param findPlace where the second record is kept, asked once and only when it is needed; null where the browser has no
 * place for one
 * @throws TroubleError as `openDatabase` does. After an upgrade the database is always handed over: its verification goes on
 * beside it, and what was written before the upgrade stays until that is done
 */
export async function openGuarded(options: OpenOptions, findPlace: FindPlace): Promise<Guarded> {
  const place = once(findPlace);
  let deleted = false;
  /** Of the log, when it was copied. */
  let rows = 0;
  const care: UpgradeCare = {
    // The lock of the second record: nobody copies, restores or rebuilds meanwhile either.
    alone: async (work) => {
      const files = await place();
      return files ? files.lock("exclusive", work) : work();
    },
    before: async (old, version) => {
      rows = await (await later()).beforeUpgrade(old, await place(), version);
    },
    // Rows of the log are added and never changed.
    stillSo: async (transaction) => (await transaction.objectStore("events").count()) === rows,
    after: async (upgraded) => (await later()).afterUpgrade(upgraded, await place()),
  };
  const db = await openDatabase({ ...options, care, onDataLoss: () => (deleted = true) });
  const journal = keepJournal(db, place);
  const found = await findLost(db, place).catch((error: unknown) => {
    db.close();
    throw error;
  });
  const copyTo = async (goOn: () => boolean): Promise<Reconciled> => {
    await journal.idle();
    return (await later()).reconcile(db, await place(), goOn);
  };
  let told = found?.restored ?? null;
  return {
    db,
    restored: told,
    lost: found !== null && found.restored === null && (deleted || found.traces),
    async reconcile() {
      const end = Date.now() + SHORT_MS;
      const done = await copyTo(() => Date.now() < end);
      told = done.notice ?? told;
      return done;
    },
    copyAll: (goOn = () => true) => copyTo(goOn),
    async dismiss() {
      const seen = told;
      told = null;
      const files = seen && (await place());
      if (files) await (await later()).dropNotice(files, seen);
    },
    journaled: journal.idle,
  };
}

/** Fills a database without a log from the second record, or goes on with that; null where there is a whole log. */
async function findLost(db: Database, place: FindPlace): Promise<Found | null> {
  const [isFilled, isStopped] = await Promise.all([hasEvents(db), isRestoring(db)]);
  return isFilled && !isStopped ? null : (await later()).restoreFrom(db, await place());
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
