/**
 * Opens the database with its second record beside it. Chromium can delete every IndexedDB database of an extension
 * when a write was cut short two starts ago; what a database that comes up empty held is then in the second record.
 */

import { hasEvents } from "../store/append.ts";
import { type Database, type OpenOptions, openDatabase, type UpgradeCare } from "../store/open.ts";
import type { RecordFiles } from "./place.ts";
import { attachRecorder } from "./record/attached.ts";
import { makeJournalWriter } from "./record/journal-writer.ts";
import type { Restored } from "./record/notice.ts";

export interface Guarded {
  readonly db: Database;
  /** What was brought back before the database was handed over; null when nothing was amiss. */
  readonly restored: Restored | null;
  /** The database was deleted, and nothing of the second record can be read. */
  readonly lost: boolean;
  /**
   * Compares the database with the second record; to be called once the first card is shown. Resolves to what the user
   * must be told, also where another page or the background did the restoring.
   */
  readonly settle: () => Promise<Settled>;
  /** The user has read the notice. */
  readonly dismiss: () => Promise<void>;
  /**
   * Compares everything and takes a snapshot, if there is none of this study day or `anyway`. Reads the whole log.
   * Resolves to whether the database was given events.
   */
  readonly snapshot: (day: number, anyway?: "anyway") => Promise<boolean>;
  /** Resolves when the second record holds all that was written so far. */
  readonly recorded: () => Promise<void>;
}

export interface Settled {
  readonly notice: Restored | null;
  /** The database was given events just now: what is shown should be read again. */
  readonly changed: boolean;
}

export type FindFiles = () => Promise<RecordFiles | null>;

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}

/** What a page needs of the second record only after its first card is loaded only then. */
const keeper = (): Promise<typeof import("./record/second-record.ts")> => import("./record/second-record.ts");

/**
 * @param findFiles where the second record is kept, asked once and only when it is needed; null where the browser has no
 * place for one
 * @throws TroubleError as `openDatabase` does
 */
export async function openGuarded(options: OpenOptions, findFiles: FindFiles): Promise<Guarded> {
  const files = once(findFiles);
  let deleted = false;
  const care: UpgradeCare = {
    before: async (old, version) => (await keeper()).beforeUpgrade(old, await files(), version),
    after: async (upgraded, version) => (await keeper()).afterUpgrade(upgraded, await files(), version),
  };
  const db = await openDatabase({ ...options, care, onDataLoss: () => (deleted = true) });
  const recorder = makeJournalWriter(files);
  attachRecorder(db, recorder);
  const lost = (await hasEvents(db)) ? null : await (await keeper()).restore(db, await files());
  return {
    db,
    restored: lost?.restored ?? null,
    lost: lost !== null && lost.restored === null && (deleted || lost.traces),
    async settle() {
      const place = await files();
      if (!place) return { notice: null, changed: false };
      await recorder.idle();
      return (await keeper()).settle(db, place);
    },
    async dismiss() {
      const place = await files();
      if (place) await (await keeper()).dropNotice(place);
    },
    async snapshot(day, anyway) {
      const place = await files();
      if (!place) return false;
      await recorder.idle();
      return (await keeper()).snapshot(db, place, day, anyway);
    },
    recorded: recorder.idle,
  };
}
