/** What must hold when what was written before an upgrade is damaged; see `upgrade.ts`. */
import { readHealth } from "../../src/copies/record/health.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft, rebuild } from "../../src/copies/record/rebuild-database.ts";
import { reconcile } from "../../src/copies/record/second-record.ts";
import { takeInUpgrades, verifyUpgrades } from "../../src/copies/upgrade/verify-upgrade.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import { eventsAmong } from "../../src/core/log/decode.ts";
import type { Place } from "../../src/core/log/place.ts";
import { eventsOfVersion1 } from "../../src/core/log/version-1.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { MIGRATIONS } from "../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../src/store/opening/open.ts";
import { countEvents } from "../../src/store/segments/count-events.ts";
import { packEvents, packJson } from "../../src/store/segments/pack.ts";
import { equal } from "../support/database/check.ts";
import { at, get, NOW, scheduler } from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { ahead, CORRECTED_CARD, redate, redatedDeck, since } from "../support/database/version-1-rows.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { damage, type RecordCase, study, visit } from "../support/places/record-steps.ts";

const NO_DECKS: DeckSource = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };
const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
const upgradeFiles = async (place: Place): Promise<string[]> =>
  (await place.list()).filter((name) => name.startsWith("upgrade-")).sort();
const verify = (db: Database, place: Place): Promise<boolean> =>
  verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true);
const standing = async (db: Database, place: Place): Promise<string> => (await readHealth(db, place, at(NOW))).upgrade;

/** Files of an upgrade, one row in each. */
async function writeRows(
  place: Place,
  rows: readonly { readonly id: string }[] = [ahead, redate, since],
  version = 1,
): Promise<void> {
  for (const [i, value] of rows.entries()) {
    await place.write(`upgrade-${version}-00000${i}.gz`, await packJson([{ store: "events", key: value.id, value }]));
  }
  const seal = { version, parts: rows.length, rows: rows.length, failed: 0 };
  await place.write(`upgrade-${version}.json`, text(JSON.stringify(seal)));
}

async function openUpgraded(): Promise<Database> {
  const db = await openDatabase();
  for (const event of eventsAmong(eventsOfVersion1([ahead, redate, since], {}))) await db.add("events", event);
  await installDeck(db, redatedDeck, scheduler, NOW);
  return db;
}

/** A file of the second record as version 1 kept it. */
const writeOld = async (place: Place, name: string, rows: readonly object[]): Promise<void> => {
  const head = { format: "osteon-record", version: 1, events: rows.length, settings: {} };
  await place.write(name, await packEvents([head, ...rows] as never));
};
const OLD_SNAPSHOT = "snapshot-000001-x.gz";
const OLD_JOURNAL = "journal-00000000-0000-0000-0000-000000000001.gz";

const spoilings: readonly (readonly [what: string, spoil: (place: Place) => Promise<void>])[] = [
  ["damaged", (place) => damage(place, ["upgrade-1-000001.gz"])],
  ["gone", (place) => place.remove("upgrade-1-000001.gz")],
];

/** From now on the row at a place of the log cannot be read, alone or among others, in whichever engine. @returns the end of it */
function breakRow(place: number): () => void {
  const prototype = IDBObjectStore.prototype;
  const { get, getAll, openCursor } = prototype;
  const fails = (store: IDBObjectStore, query: unknown): boolean =>
    store.name === "events" && (query instanceof IDBKeyRange ? query.includes(place) : (query ?? place) === place);
  const unreadable = (): never => {
    throw new DOMException("the row cannot be read", "DataError");
  };
  prototype.get = function (query) {
    return fails(this, query) ? unreadable() : get.call(this, query);
  };
  prototype.getAll = function (query, count) {
    return fails(this, query) ? unreadable() : getAll.call(this, query, count);
  };
  prototype.openCursor = function (query, direction) {
    return fails(this, query) ? unreadable() : openCursor.call(this, query, direction);
  };
  return () => Object.assign(prototype, { get, getAll, openCursor });
}

export const DAMAGED_UPGRADE_CASES: readonly RecordCase[] = [
  {
    name: "a row of the log that cannot be read hinders no upgrade from version 2, and stays where it is",
    run: async (place) => {
      const log = reviews(6);
      const old = await openDatabase({ migrations: MIGRATIONS.slice(0, 2) });
      for (const event of log) await old.add("events", event);
      old.close();
      const mended = breakRow(3);
      try {
        const { db, reconcile } = await openGuarded({}, async () => place);
        equal(db.version, MIGRATIONS.length, "the version");
        equal((await reconcile()).complete, true, "copied");
        equal(await countEvents(db), { events: 5, newer: 0, unreadable: 1 }, "what is there");
        for (const { id } of log) equal(await db.countFromIndex("events", "id", id), 1, "found by its id");
        db.close();
      } finally {
        mended();
      }
      const db = await openDatabase();
      equal(idsOf(await wholeLog(db)), idsOf(log), "the log, once the row can be read");
      db.close();
    },
  },
  {
    name: "copying goes on beside an upgrade whose seal is damaged, which stays pending, with its files",
    run: async (place) => {
      await place.write("upgrade-1.json", text('{"vers'));
      for (const start of [0, 1]) {
        await study(place, NOW + start * 3_600_000);
        await visit(place, async ({ db, reconcile }) => {
          equal((await reconcile()).complete, true, "copied");
          equal(await verify(db, place), false, "verified");
          equal(await standing(db, place), "damaged", "what is said of it");
        });
      }
      equal(await upgradeFiles(place), ["upgrade-1.json"], "the files");
    },
  },
  {
    name: "a long log of version 1 is compared in steps, by shares of its cards, and is pending until its end",
    run: async (place) => {
      const db = await openUpgraded();
      const whole = await wholeLog(db);
      const last = (await db.getAllKeys("events")).at(-1);
      await db.delete("events", last ?? 0);
      // Nine files, of which the first six hold nothing of the log: three shares.
      const strange = Array.from({ length: 6 }, (_, i) => ({ id: `no event ${i}`, card: `c${i}` }));
      await writeRows(place, [...strange, ahead, redate, since]);
      let steps = 0;
      for (; (await standing(db, place)) === "pending" && steps < 40; steps++) {
        await verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => false);
      }
      equal([steps > 9, await standing(db, place)], [true, "verified"], "many steps, what is said");
      equal(idsOf(await wholeLog(db)), idsOf(whole), "the log");
      db.close();
    },
  },
  {
    name: "copying goes on where a file from before an upgrade cannot be read at all",
    run: async (place) => {
      await study(place);
      await writeRows(place);
      const failing: Place = {
        ...place,
        read: (name) => (name.startsWith("upgrade-") ? Promise.reject(new Error("no file")) : place.read(name)),
      };
      const { db, reconcile } = await openGuarded({}, async () => failing);
      equal((await reconcile()).complete, true, "copied");
      db.close();
    },
  },
  ...spoilings.map(
    ([what, spoil]): RecordCase => ({
      name: `no review is doubled where a file of version 1 is ${what}: the database stays as it was upgraded`,
      run: async (place) => {
        const db = await openUpgraded();
        const [log, card] = [await wholeLog(db), await get(db, CORRECTED_CARD)];
        await writeRows(place);
        await spoil(place);
        const files = await upgradeFiles(place);
        for (const visits of ["first", "second"]) {
          await takeInUpgrades(db, place, () => true);
          equal(await verify(db, place), false, `verified at the ${visits}`);
          equal(await wholeLog(db), log, `the log after the ${visits}`);
          equal(await get(db, CORRECTED_CARD), card, `the card after the ${visits}`);
          equal(await standing(db, place), "damaged", `what is said after the ${visits}`);
        }
        equal(await upgradeFiles(place), files, "the files");
        db.close();
      },
    }),
  ),
  {
    name: "no review is doubled by a second record of version 1 that lacks the correction of a clock",
    run: async (place) => {
      const db = await openUpgraded();
      const [log, card] = [await wholeLog(db), await get(db, CORRECTED_CARD)];
      await writeOld(place, OLD_SNAPSHOT, [ahead]);
      await writeOld(place, OLD_JOURNAL, [since]);
      equal((await reconcile(db, place, () => true)).changed, false, "changed");
      equal(await wholeLog(db), log, "the log");
      equal(await get(db, CORRECTED_CARD), card, "the card");
      db.close();
    },
  },
  {
    name: "no review is doubled by a rebuilding beside damaged files of version 1",
    run: async (place) => {
      const db = await openUpgraded();
      const log = await wholeLog(db);
      db.close();
      await writeRows(place);
      await damage(place, ["upgrade-1-000001.gz"]);
      equal(idsOf((await readWhatIsLeft(place)).events), idsOf(log), "what is left");
      equal((await rebuild(place)).events, log.length, "what came back");
      const rebuilt = await openDatabase();
      equal(idsOf(await wholeLog(rebuilt)), idsOf(log), "the log");
      rebuilt.close();
    },
  },
  {
    name: "a second record of version 1 gives what the database lacks, and only that",
    run: async (place) => {
      const db = await openUpgraded();
      const last = (await db.getAllKeys("events")).at(-1);
      const whole = await wholeLog(db);
      await db.delete("events", last ?? 0);
      await writeOld(place, OLD_SNAPSHOT, [ahead, redate, since]);
      equal((await reconcile(db, place, () => true)).changed, true, "changed");
      equal(idsOf(await wholeLog(db)), idsOf(whole), "the log");
      db.close();
    },
  },
  {
    name: "of a later version what can be read is taken in, and the damaged rest keeps it pending",
    run: async (place) => {
      const db = await openDatabase({ migrations: [...MIGRATIONS, () => undefined] });
      const log = reviews(4);
      await writeRows(place, log, 2);
      await damage(place, ["upgrade-2-000001.gz"]);
      for (const visits of ["first", "second"]) {
        equal(await verify(db, place), false, `verified at the ${visits}`);
        const readable = log.filter((_, i) => i !== 1);
        equal(idsOf(await wholeLog(db)), idsOf(readable), `the log after the ${visits}`);
        equal(await standing(db, place), "damaged", `what is said after the ${visits}`);
      }
      equal((await upgradeFiles(place)).length, 5, "the files");
      db.close();
    },
  },
];
