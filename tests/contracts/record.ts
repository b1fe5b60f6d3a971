/**
 * What the second record must do, on whichever files it stands: in memory beside fake-indexeddb, and in the private
 * file systems of Chromium and Firefox. Each case begins with an empty database and no files.
 */

import { examine } from "../../src/copies/health.ts";
import { type Guarded, openGuarded } from "../../src/copies/open-guarded.ts";
import type { RecordFiles } from "../../src/copies/place.ts";
import { NOTHING } from "../../src/copies/record/codec.ts";
import { journalsIn, type SnapshotName, snapshotsIn } from "../../src/copies/record/names.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import { type EventId, makeEventId } from "../../src/core/ids.ts";
import type { OsteonEvent } from "../../src/core/log/event.ts";
import { DAY_MS } from "../../src/core/plan/study-day.ts";
import { installDeck } from "../../src/store/install-deck.ts";
import { mergeProgress, readProgress } from "../../src/store/merge.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { readSettings, saveSetting } from "../../src/store/settings.ts";
import { deck } from "../support/cards.ts";
import { equal } from "../support/check.ts";
import {
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  NOW,
  random,
  scheduler,
  undo,
} from "../support/db-steps.ts";

const DAY = 20_780;

export interface RecordCase {
  readonly name: string;
  readonly run: (files: RecordFiles) => Promise<void>;
}

/** Opens as a page does, and closes what it opened. */
async function visit<R>(files: RecordFiles, work: (guarded: Guarded) => Promise<R>): Promise<R> {
  const guarded = await openGuarded({}, async () => files);
  try {
    await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
    return await work(guarded);
  } finally {
    await guarded.recorded();
    guarded.db.close();
  }
}

/** Some grades and an undo, and what the log then holds. */
const study = (files: RecordFiles, fromMs = NOW): Promise<readonly OsteonEvent[]> =>
  visit(files, async ({ db }) => {
    for (const [i, name] of ["a", "b", "c"].entries()) {
      await grade(db, await get(db, forward(name)), 3, fromMs + i * 60_000);
    }
    await undo(db, fromMs + 200_000);
    return db.getAll("events");
  });

async function expectLog(guarded: Guarded, events: readonly OsteonEvent[], what: string): Promise<void> {
  equal(await guarded.db.getAll("events"), events, what);
  await foldsToItself(guarded.db);
}

const byId = (a: OsteonEvent, b: OsteonEvent): number => (a.id < b.id ? -1 : 1);
const tear = (content: Uint8Array<ArrayBuffer>) => content.slice(0, Math.floor(content.length / 2));

async function damage(files: RecordFiles, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const content = await files.read(name);
    if (content) await files.write(name, tear(content));
  }
}

export const RECORD_CASES: readonly RecordCase[] = [
  {
    name: "a new database with no record is simply new",
    run: async (files) => {
      await visit(files, async ({ restored, lost, settle }) => {
        equal([restored, lost], [null, false], "what is said");
        equal(await settle(), { notice: null, changed: false }, "after the first card");
      });
    },
  },
  {
    name: "a deleted database comes back from the journal alone, with its settings, and the user is told once",
    run: async (files) => {
      const log = await study(files);
      await visit(files, ({ db }) => saveSetting(db, "newPerDay", 3));
      await deleteDatabase();
      await visit(files, async (guarded) => {
        equal(guarded.restored, { events: log.length }, "restored");
        await expectLog(guarded, log, "the log");
        equal((await readSettings(guarded.db)).newPerDay, 3, "a setting");
      });
      await visit(files, async ({ restored, settle, dismiss }) => {
        equal(restored, null, "restored at the next start");
        equal(await settle(), { notice: { events: log.length }, changed: false }, "the notice that still stands");
        await dismiss();
        equal(await settle(), { notice: null, changed: false }, "the notice that was read");
      });
    },
  },
  {
    name: "a deleted database comes back from snapshot and journal",
    run: async (files) => {
      await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      const log = await study(files, NOW + 3_600_000);
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "events that the database lost are put back once the first card is shown",
    run: async (files) => {
      const log = await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      const longer = await study(files, NOW + 3_600_000);
      await visit(files, async (guarded) => {
        // As after a torn log in Chromium: the last session is gone, cards and events alike.
        await putLog(guarded, log);
        equal(guarded.restored, null, "restored at open");
        equal(await guarded.settle(), { notice: { events: longer.length - log.length }, changed: true }, "settled");
        await expectLog(guarded, longer, "the log");
      });
    },
  },
  {
    name: "events that the record lacks are recorded at the next start",
    run: async (files) => {
      const log = await study(files);
      for (const name of await files.list()) await files.remove(name);
      await visit(files, ({ settle }) => settle());
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "old events that only a snapshot holds are put back with the next snapshot",
    run: async (files) => {
      const log = await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      await visit(files, ({ snapshot }) => snapshot(DAY + 1));
      equal(journalsIn(await files.list()), [], "the journal, once two snapshots hold it");
      await visit(files, async (guarded) => {
        await putLog(guarded, log.slice(1));
        equal(await guarded.snapshot(DAY + 2), true, "put back");
        await expectLog(guarded, log, "the log");
      });
    },
  },
  {
    name: "a day has one snapshot, and an empty log none",
    run: async (files) => {
      await visit(files, ({ snapshot }) => snapshot(DAY));
      equal(snapshotsIn(await files.list()).length, 0, "of an empty log");
      await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      await visit(files, ({ snapshot }) => snapshot(DAY));
      equal(snapshotsIn(await files.list()).length, 1, "of a day");
    },
  },
  {
    name: "the newest snapshot torn: the one before it and the journal hold everything",
    run: async (files) => {
      await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      await study(files, NOW + 3_600_000);
      await visit(files, ({ snapshot }) => snapshot(DAY + 1));
      const log = await study(files, NOW + 7_200_000);
      await damage(files, [snapshotsIn(await files.list())[0]?.name ?? ""]);
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "every file of the record torn: the database stays as it is, and the record is whole again at the next start",
    run: async (files) => {
      await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      const log = await study(files, NOW + 3_600_000);
      await damage(files, await files.list());
      await visit(files, async (guarded) => {
        equal([guarded.restored, guarded.lost], [null, false], "what is said");
        await guarded.settle();
        await expectLog(guarded, log, "the log");
      });
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log after the database was deleted as well"));
    },
  },
  {
    name: "database deleted and record torn at once: the user is told that it is lost",
    run: async (files) => {
      await study(files);
      await damage(files, await files.list());
      await deleteDatabase();
      await visit(files, async ({ restored, lost }) => equal([restored, lost], [null, true], "what is said"));
    },
  },
  {
    name: "many files of the journal are gathered into one, and none of their events is lost",
    run: async (files) => {
      const log = await visit(files, async ({ db, recorded, settle }) => {
        for (let i = 0; i < 70; i++) {
          await grade(db, await get(db, forward(["a", "b", "c", "d", "e"][i % 5] ?? "a")), 3, NOW + i * 60_000);
          await recorded();
        }
        equal(journalsIn(await files.list()).length, 70, "files before");
        await settle();
        equal(journalsIn(await files.list()).length, 1, "files after");
        return db.getAll("events");
      });
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "what a merge brings is recorded too",
    run: async (files) => {
      const log = await study(files);
      await deleteDatabase();
      for (const name of await files.list()) await files.remove(name);
      await visit(files, ({ db }) =>
        mergeProgress(db, { ...NOTHING, events: log, settings: { rolloverHour: 2 } }, scheduler),
      );
      await deleteDatabase();
      await visit(files, async (guarded) => {
        await expectLog(guarded, log, "the log");
        equal((await readSettings(guarded.db)).rolloverHour, 2, "a setting");
      });
    },
  },
  {
    name: "a grade that was refused or failed is not in the record",
    run: async (files) => {
      await visit(files, async ({ db, recorded }) => {
        const shown = await get(db, forward("a"));
        await grade(db, shown, 3);
        equal(await grade(db, shown, 3), null, "the second grade");
        await recorded();
        equal(journalsIn(await files.list()).length, 1, "files");
      });
    },
  },
  {
    name: "a row that became none is left out of no snapshot while the record knows it, and an examination mends it",
    run: async (files) => {
      const log = await study(files);
      await visit(files, ({ snapshot }) => snapshot(DAY));
      await visit(files, ({ snapshot }) => snapshot(DAY + 1));
      equal(journalsIn(await files.list()), [], "the journal, once two snapshots hold it");
      await visit(files, async ({ db, settle, snapshot }) => {
        await spoil(db, log[0]);
        await settle();
        for (const day of [DAY + 2, DAY + 3]) await snapshot(day);
        equal(snapshotsIn(await files.list()).map(whatItHolds), [4, 4, 4, 4], "events in the snapshots");
        equal((await readProgress(db)).events, log.slice(1), "what a backup holds");
        const { found, left } = await examine(db, files, source, NOW);
        equal([found.unreadable, left], [[log[0]?.id], 0], "what the examination found and left");
        equal(await db.getAll("events"), log, "the log, mended");
      });
    },
  },
  {
    name: "a row that is none, and that the record never knew, stops neither snapshots nor their clearing up",
    run: async (files) => {
      await study(files);
      await visit(files, async ({ db, settle, snapshot }) => {
        const row = await addSpoilt(db);
        for (let i = 0; i < 3; i++) {
          await settle();
          await snapshot(DAY + i);
          const { found, left } = await examine(db, files, source, NOW);
          equal([found.unreadable, found.wrong, left], [[row], [], 1], "what an examination finds and leaves");
        }
        equal(snapshotsIn(await files.list()).map(whatItHolds), [4, 4, 4], "events in the snapshots");
        equal(await db.count("events"), 5, "rows");
      });
    },
  },
  {
    name: "a row that is none adds no file to the journal, and hinders no gathering",
    run: async (files) => {
      await visit(files, async ({ db, recorded, settle }) => {
        await addSpoilt(db);
        for (let i = 0; i < 40; i++) {
          await grade(db, await get(db, forward("a")), 3, NOW + i * 60_000);
          await recorded();
        }
        equal(journalsIn(await files.list()).length, 40, "files before");
        for (let i = 0; i < 3; i++) await settle();
        equal(journalsIn(await files.list()).length, 1, "files after");
      });
    },
  },
  {
    name: "with an event of a clock that ran ahead in the snapshot, what the record lacks of today is still recorded",
    run: async (files) => {
      await visit(files, async ({ db }) => grade(db, await get(db, forward("a")), 3, NOW + 3652 * DAY_MS));
      await visit(files, ({ snapshot }) => snapshot(DAY));
      // A page that was closed before the journal was written.
      const hasty = await openDatabase();
      await grade(hasty, await get(hasty, forward("b")), 3, NOW);
      const log = await hasty.getAll("events");
      hasty.close();
      for (let i = 0; i < 2; i++) {
        await visit(files, ({ settle }) => settle());
        equal(journalsIn(await files.list()).length, 2, "files of the journal");
      }
      await deleteDatabase();
      await visit(files, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "two pages that find the database deleted restore it once",
    run: async (files) => {
      const log = await study(files);
      await deleteDatabase();
      const [one, two] = await Promise.all([openGuarded({}, async () => files), openGuarded({}, async () => files)]);
      equal([one.restored, two.restored].filter(Boolean).length, 1, "restorers");
      equal([...(await two.db.getAll("events"))].sort(byId), [...log].sort(byId), "the log");
      one.db.close();
      two.db.close();
    },
  },
];

const whatItHolds = ({ events }: SnapshotName): number => events;

const source: DeckSource = {
  versions: async () => [deck(FIVE)].map(({ id, version }) => ({ id, version })),
  deck: async () => deck(FIVE),
};

/** Makes an event a row that is none, in place. */
async function spoil(db: Database, event: OsteonEvent | undefined): Promise<void> {
  await db.put("events", { ...event, rating: 9 } as never);
}

/** Adds a row that is no event and never was one. @returns its key */
async function addSpoilt(db: Database): Promise<EventId> {
  const id = makeEventId(NOW + 1, random());
  await db.put("events", { kind: "review", id, card: forward("a"), atMs: NOW + 1 } as never);
  return id;
}

/** Leaves the database with this log and the cards that follow from it, behind the back of the record. */
async function putLog({ db }: Guarded, events: readonly OsteonEvent[]): Promise<void> {
  for (const store of ["events", "cards", "decks"] as const) await db.clear(store);
  for (const event of events) await db.add("events", event);
  await installDeck(db, deck(FIVE), scheduler, NOW);
  equal((await readProgress(db)).events.length, events.length, "the log that was put in place");
}

/** Runs one case without a database and without files, and leaves neither behind. */
export async function runRecordCase({ run }: RecordCase, files: RecordFiles): Promise<void> {
  const clear = async (): Promise<void> => {
    await deleteDatabase();
    for (const name of await files.list()) await files.remove(name);
  };
  await clear();
  try {
    await run(files);
  } finally {
    await clear();
  }
}
