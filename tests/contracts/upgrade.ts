/** What migrations must do and must not, on any engine, from the real dump of the version before. */

import { openGuarded } from "../../src/copies/open-guarded.ts";
import type { RecordFiles } from "../../src/copies/place.ts";
import type { OsteonEvent } from "../../src/core/log/event.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import { schedulerFor } from "../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { MIGRATIONS, type Upgrade } from "../../src/store/migrations.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/open.ts";
import type { CardRow, DeckRow, SettingRow } from "../../src/store/schema.ts";
import { TroubleError } from "../../src/store/trouble.ts";
import dump from "../fixtures/dumps/version-1.json" with { type: "json" };
import { equal, rejects } from "../support/check.ts";
import { deleteDatabase } from "../support/db-steps.ts";
import type { RecordCase } from "./record.ts";

const FIRST: readonly Upgrade[] = MIGRATIONS.slice(0, 1);
const EVENTS = dump.stores.events as unknown as readonly OsteonEvent[];

/** A later version that could be: one more index, and one more field in every card. */
const later: Upgrade = async (_, transaction) => {
  const cards = transaction.objectStore("cards");
  cards.createIndex("chapter" as never, "content.chapter");
  for (const card of await cards.getAll()) await cards.put({ ...card, flagged: false } as never);
};

const failing: Upgrade = async (_, transaction) => {
  await transaction.objectStore("events").clear();
  throw new Error("boom");
};

/** The database as version 1 of Osteon left it on somebody's disk. */
async function putDump(): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase({ migrations: FIRST });
  const { cards, events, decks, settings } = dump.stores;
  for (const row of cards as unknown as CardRow[]) await db.put("cards", row);
  for (const row of events as unknown as OsteonEvent[]) await db.put("events", row);
  for (const row of decks as unknown as DeckRow[]) await db.put("decks", row);
  for (const row of settings as unknown as SettingRow[]) await db.put("settings", row);
  db.close();
}

async function expectDump(db: Database, what: string): Promise<void> {
  equal(await db.getAll("events"), EVENTS, `${what}: the log`);
  const scheduler = schedulerFor(DEFAULT_SETTINGS);
  for (const card of await db.getAll("cards")) {
    equal(
      card.state,
      foldCard(
        EVENTS.filter((event) => event.card === card.id),
        scheduler,
      ),
      `${what}: ${card.id}`,
    );
  }
  equal(await db.count("cards"), dump.stores.cards.length, `${what}: cards`);
}

const snapshotsOf = async (files: RecordFiles): Promise<string[]> =>
  (await files.list()).filter((name) => name.startsWith("before-upgrade"));

const troubleOf = (error: unknown): unknown => error instanceof TroubleError && error.trouble;

/** A connection that nobody told to give way, as of a page that hangs. */
function hold(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const UPGRADE_CASES: readonly RecordCase[] = [
  {
    name: "the released migrations open the dump of version 1, which folds to itself",
    run: async (files) => {
      await putDump();
      const { db } = await openGuarded({}, async () => files);
      await expectDump(db, "after opening");
      db.close();
    },
  },
  {
    name: "a later migration runs from the dump; a snapshot is there while it runs and gone after it was verified",
    run: async (files) => {
      await putDump();
      let during: string[] = [];
      const watching: RecordFiles = {
        ...files,
        remove: async (name) => {
          during = [...during, ...(await snapshotsOf(files))];
          await files.remove(name);
        },
      };
      const { db } = await openGuarded({ migrations: [...FIRST, later] }, async () => watching);
      await expectDump(db, "after the migration");
      equal(db.version, 2, "version");
      equal(
        (await db.getAll("cards")).every((card) => "flagged" in card),
        true,
        "migrated",
      );
      equal(during, ["before-upgrade-from-1.gz"], "the snapshot, until it was verified");
      equal(await snapshotsOf(files), [], "the snapshot afterwards");
      db.close();
    },
  },
  {
    name: "a migration that fails changes nothing, says so, and leaves the snapshot",
    run: async (files) => {
      await putDump();
      const error = await rejects(
        openGuarded({ migrations: [...FIRST, failing] }, async () => files),
        "opening",
      );
      equal(troubleOf(error), "upgradeFailed", "the trouble");
      equal(await snapshotsOf(files), ["before-upgrade-from-1.gz"], "the snapshot");
      const { db } = await openGuarded({ migrations: FIRST }, async () => files);
      await expectDump(db, "after the failure");
      equal(db.version, 1, "version");
      db.close();
    },
  },
  {
    name: "where the snapshot cannot be written nothing is migrated",
    run: async (files) => {
      await putDump();
      const full: RecordFiles = { ...files, write: () => Promise.reject(new Error("no space")) };
      const error = await rejects(
        openGuarded({ migrations: [...FIRST, later] }, async () => full),
        "opening",
      );
      equal(troubleOf(error), "upgradeFailed", "the trouble");
      const { db } = await openGuarded({ migrations: FIRST }, async () => files);
      equal(db.version, 1, "version");
      await expectDump(db, "afterwards");
      db.close();
    },
  },
  {
    name: "a migration that spoils cards is found out and the cards are rebuilt from the log",
    run: async (files) => {
      await putDump();
      const spoiling: Upgrade = async (_, transaction) => {
        const cards = transaction.objectStore("cards");
        for (const card of await cards.getAll()) {
          await cards.put({ ...card, state: { ...card.state, reviews: 99 } });
        }
      };
      const { db } = await openGuarded({ migrations: [...FIRST, spoiling] }, async () => files);
      await expectDump(db, "after the repair");
      db.close();
    },
  },
  {
    name: "an upgrade waits for a page that hangs, says so, and goes on when that page is closed",
    run: async (files) => {
      await putDump();
      const held = await hold();
      let blocked = 0;
      const opening = openGuarded(
        {
          migrations: [...FIRST, later],
          onBlocked: () => {
            blocked++;
            held.close();
          },
        },
        async () => files,
      );
      const { db } = await opening;
      equal(blocked > 0, true, "blocked");
      await expectDump(db, "after the migration");
      db.close();
    },
  },
  {
    name: "an open page gives way to an upgrade and is told",
    run: async (files) => {
      await putDump();
      let closed = 0;
      await openGuarded({ migrations: FIRST, onClosed: () => closed++ }, async () => files);
      const { db } = await openGuarded({ migrations: [...FIRST, later] }, async () => files);
      equal(closed, 1, "told");
      await expectDump(db, "after the migration");
      db.close();
    },
  },
  {
    name: "whoever cannot look after the log does not migrate",
    run: async () => {
      await putDump();
      const error = await rejects(openDatabase({ migrations: [...FIRST, later] }), "opening");
      equal(troubleOf(error), "databaseClosed", "the trouble");
      const db = await openDatabase({ migrations: FIRST });
      await expectDump(db, "afterwards");
      db.close();
    },
  },
  {
    name: "a newer database is refused, untouched",
    run: async (files) => {
      await putDump();
      (await openGuarded({ migrations: [...FIRST, later] }, async () => files)).db.close();
      equal(
        troubleOf(
          await rejects(
            openGuarded({ migrations: FIRST }, async () => files),
            "opening",
          ),
        ),
        "databaseNewer",
        "the trouble",
      );
      const { db } = await openGuarded({ migrations: [...FIRST, later] }, async () => files);
      await expectDump(db, "afterwards");
      db.close();
    },
  },
];
