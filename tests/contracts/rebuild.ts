/** What must come back when the database is damaged, from everything that can be read; see `record.ts`. */
import { openDB } from "idb";
import { journalsIn, segmentsIn } from "../../src/copies/place/file-names.ts";
import { addToJournal } from "../../src/copies/place/journal.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft, rebuild } from "../../src/copies/record/rebuild-database.ts";
import { writeUpgradeFile } from "../../src/copies/upgrade/copy-before.ts";
import type { DeckId, DeviceId } from "../../src/core/ids.ts";
import { readDevice } from "../../src/store/database/local.ts";
import type { OsteonDB } from "../../src/store/database/schema.ts";
import { TroubleError } from "../../src/store/database/trouble.ts";
import { readDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/opening/open.ts";
import { equal, rejects } from "../support/database/check.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler } from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { damage, expectLog, type RecordCase, study, studyLong, visit } from "../support/places/record-steps.ts";
import { content, deck } from "../support/samples/cards.ts";
import { spoil } from "./copies.ts";

const OWN = "own-deck" as DeckId;
const ownDeck = deck([content("x", 0, { deck: OWN })], "1", { id: OWN });
const troubleOf = (error: unknown): unknown => error instanceof TroubleError && error.trouble;

const deviceOf = (db: Database): Promise<string> => readDevice(db.transaction("local").store);

export const REBUILD_CASES: readonly RecordCase[] = [
  {
    name: "a rebuilt database is the same device, also where the second record is gone or names another first",
    run: async (place) => {
      await study(place);
      const device = await visit(place, ({ db }) => deviceOf(db));
      for (const name of await place.list()) await place.remove(name);
      await rebuild(place);
      equal(await visit(place, ({ db }) => deviceOf(db)), device, "the device without a record");
      await addToJournal(place, "0000000000000001" as DeviceId, reviews(2));
      await rebuild(place);
      equal(await visit(place, ({ db }) => deviceOf(db)), device, "the device beside another's files");
    },
  },
  {
    name: "a rebuilding waits for a connection that gives way as soon as it has done what it was doing",
    run: async (place) => {
      const log = await study(place);
      let finished = async (): Promise<void> => {};
      const other = await openDB<OsteonDB>(DATABASE_NAME, undefined, { blocking: () => finished() });
      finished = async () => {
        for (let i = 0; i < 20; i++) (await wholeLog(other)).length;
        other.close();
      };
      equal((await rebuild(place)).events, log.length, "what was rebuilt");
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "a rebuilding keeps what only the database holds, also decks of the user's own",
    run: async (place) => {
      await study(place);
      for (const name of journalsIn(await place.list()).slice(1)) await place.remove(name.name);
      const db = await openDatabase();
      await installDeck(db, ownDeck, scheduler, NOW, "own");
      await grade(db, await get(db, forward("d")), 3, NOW + 3_600_000);
      const log = await wholeLog(db);
      db.close();
      equal(await rebuild(place), { events: log.length, decks: 1 }, "what was said");
      await visit(place, async (guarded) => {
        await expectLog(guarded, log, "the log");
        equal(await readDeck(guarded.db, OWN), ownDeck, "the deck");
        equal((await guarded.reconcile()).notice, null, "a notice of what the user asked for");
      });
    },
  },
  {
    name: "a rebuilding keeps what only the second record holds, and what only a file from before an upgrade holds",
    run: async (place) => {
      const log = await studyLong(place);
      const old = await openDatabase();
      await writeUpgradeFile(old, place, 1000);
      // All but what was written before the upgrade is damaged or lost.
      await old.clear("events");
      await old.clear("segments");
      await old.clear("packed");
      old.close();
      await damage(
        place,
        [...segmentsIn(await place.list()), ...journalsIn(await place.list())].map(({ name }) => name),
      );
      equal(idsOf((await readWhatIsLeft(place)).events), idsOf(log), "what is left");
      equal((await rebuild(place)).events, log.length, "what came back");
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "a rebuilding brings the event of a damaged row back from its segment",
    run: async (place) => {
      const log = await studyLong(place, 1000);
      for (const name of await place.list()) await place.remove(name);
      const db = await openDatabase();
      await spoil(db, log[7]);
      db.close();
      equal((await rebuild(place)).events, log.length, "what came back");
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "nothing is deleted where there is nothing to rebuild from, or all of it could not be written before",
    run: async (place) => {
      const log = await study(place);
      equal(troubleOf(await rejects(rebuild(null), "without a place")), "databaseUnreadable", "without a place");
      for (const name of await place.list()) await place.remove(name);
      const full = { ...place, write: () => Promise.reject(new Error("no space")) };
      await rejects(rebuild(full), "on a full disk");
      const torn = { ...place, write: (name: string) => place.write(name, new Uint8Array([1])) };
      await rejects(rebuild(torn), "on a disk that keeps nothing");
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
      await deleteDatabase();
      for (const name of await place.list()) await place.remove(name);
      equal(troubleOf(await rejects(rebuild(place), "of nothing")), "databaseUnreadable", "of nothing");
    },
  },
  {
    name: "what is left can be read without a place, and without a database, which is not made by that",
    run: async (place) => {
      const log = await study(place);
      equal(idsOf((await readWhatIsLeft(null)).events), idsOf(log), "from the database alone");
      await deleteDatabase();
      equal(idsOf((await readWhatIsLeft(place)).events), idsOf(log), "from the record alone");
      equal((await readWhatIsLeft(null)).events, [], "from nothing");
      const { db, restored } = await openGuarded({}, async () => place);
      await installDeck(db, deck(FIVE), scheduler, NOW);
      equal(restored?.events, log.length, "restored by the next opening");
      db.close();
    },
  },
];
