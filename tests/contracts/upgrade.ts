/** What migrations must do and must not, on any engine, from the real dump of version 1. */
import { readHealth } from "../../src/copies/record/health.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft, rebuild } from "../../src/copies/record/rebuild-database.ts";
import { beforeUpgrade } from "../../src/copies/record/second-record.ts";
import { verifyUpgrades } from "../../src/copies/upgrade/verify-upgrade.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import type { CardId, DeckId } from "../../src/core/ids.ts";
import type { ReviewEvent } from "../../src/core/log/kinds.ts";
import type { Place } from "../../src/core/log/place.ts";
import { inIdOrder } from "../../src/core/text-order.ts";
import { cardByCard } from "../../src/store/database/event-rows.ts";
import { type SegmentRow, VERSION } from "../../src/store/database/schema.ts";
import { TroubleError } from "../../src/store/database/trouble.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { MIGRATIONS, type Upgrade } from "../../src/store/opening/migrations.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/opening/open.ts";
import { packNext } from "../../src/store/segments/segments.ts";
import { readSettings } from "../../src/store/settings/settings.ts";
import { merge } from "../../src/store/writing/merge.ts";
import dump from "../fixtures/dumps/version-1.json" with { type: "json" };
import { equal, rejects } from "../support/database/check.ts";
import { at, deleteDatabase, FIVE, foldsToItself, NOW, scheduler } from "../support/database/db-steps.ts";
import { reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import type { RecordCase } from "../support/places/record-steps.ts";
import { content, deck } from "../support/samples/cards.ts";
import { DAMAGED_UPGRADE_CASES } from "./damaged-upgrade.ts";
import { STOPPED_COPY_CASES } from "./stopped-copy.ts";
import { UPGRADE_COPY_CASES } from "./upgrade-copy.ts";

const FIRST: readonly Upgrade[] = MIGRATIONS.slice(0, 1);
const REVIEWS = dump.stores.events.filter(({ kind }) => kind === "review");
const BONE = "bone-hormones" as DeckId;
const NO_DECKS: DeckSource = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };

/** The cards of the dump, as a deck of this version has them. */
const boneDeck = deck(
  dump.stores.cards.map(({ id }, order) => {
    const [name = "", template = ""] = id.split("/");
    return content(name, order, { deck: BONE, template });
  }),
  "1",
  { id: BONE },
);

/** A later version that could be: one more index. */
const later: Upgrade = (_, transaction) => {
  transaction.objectStore("states").createIndex("chapter" as never, "chapter");
};
/** One that loses events and spoils what follows from them. */
const losing: Upgrade = async (_, transaction) => {
  await transaction.objectStore("events").delete(IDBKeyRange.upperBound(3));
  await transaction.objectStore("registers").clear();
};
const failing: Upgrade = async (_, transaction) => {
  await transaction.objectStore("events").clear();
  throw new Error("boom");
};

/** The database as version 1 of Osteon left it on somebody's disk. */
async function putDump(): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase({ migrations: FIRST });
  for (const [store, rows] of Object.entries(dump.stores)) {
    for (const row of rows) await db.put(store as "decks", row as never);
  }
  db.close();
}

/** Every review and setting of the dump, and what follows from them once the deck is installed. */
async function expectDump(db: Database, what: string): Promise<void> {
  await installDeck(db, boneDeck, scheduler, NOW);
  const events = await wholeLog(db);
  const reviews = events.filter((event): event is ReviewEvent => event.kind === "review");
  const plain = reviews.map(({ id, card, atMs, rating }) => ({ id, card, atMs, rating }));
  const expected = REVIEWS.map(({ id, card, atMs, rating }) => ({ id, card: `${BONE}/${card}`, atMs, rating }));
  equal(plain.sort(inIdOrder), expected.sort(inIdOrder), `${what}: the reviews`);
  equal(events.length, dump.stores.events.length + dump.stores.settings.length, `${what}: events`);
  equal((await readSettings(db)).newPerDay, 5, `${what}: a setting`);
  for (const { id, snapshot } of dump.stores.cards) {
    const state = (await db.get("states", `${BONE}/${id}` as CardId))?.state;
    equal([state?.reviews, state?.dueDay], [snapshot.reviews, snapshot.dueDay], `${what}: ${id}`);
  }
  await foldsToItself(db);
}

/** What was written before an upgrade and is still there. */
const filesBefore = async (place: Place): Promise<string[]> =>
  (await place.list()).filter((name) => name.startsWith("upgrade-")).sort();

const verify = (db: Database, place: Place, goOn: () => boolean = () => true): Promise<boolean> =>
  verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, goOn);

const isPending = async (db: Database, place: Place): Promise<boolean> =>
  (await readHealth(db, place, at(NOW))).upgrade === "pending";

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
  ...DAMAGED_UPGRADE_CASES,
  ...UPGRADE_COPY_CASES,
  ...STOPPED_COPY_CASES,
  {
    name: "the dump of version 1 comes through with every review and setting",
    run: async (place) => {
      await putDump();
      const { db } = await openGuarded({}, async () => place);
      await expectDump(db, "after opening");
      db.close();
    },
  },
  {
    name: "what was written before an upgrade goes only when that is verified",
    run: async (place) => {
      await putDump();
      const { db } = await openGuarded({}, async () => place);
      equal((await filesBefore(place)).at(-1), "upgrade-1.json", "the files");
      equal(await isPending(db, place), true, "pending");
      equal(await verify(db, place), true, "verified");
      equal(await filesBefore(place), [], "the files afterwards");
      equal(await isPending(db, place), false, "pending afterwards");
      await expectDump(db, "afterwards");
      db.close();
    },
  },
  {
    name: "an upgrade that was stopped before its verification is verified at the next opening",
    run: async (place) => {
      await putDump();
      const stopped = openDatabase({
        migrations: [...MIGRATIONS, losing],
        care: {
          before: async (old, version) => void (await beforeUpgrade(old, place, version)),
          after: () => Promise.reject(new Error("ended")),
        },
      });
      await rejects(stopped, "the opening that was ended");
      const { db, reconcile } = await openGuarded({ migrations: [...MIGRATIONS, losing] }, async () => place);
      equal(await isPending(db, place), true, "pending");
      equal((await reconcile()).notice, null, "a notice of what no browser lost");
      await verify(db, place);
      equal(await filesBefore(place), [], "the files afterwards");
      await expectDump(db, "after the verification");
      db.close();
    },
  },
  {
    name: "a verification that is ended after each of its steps is done in the end",
    run: async (place) => {
      await putDump();
      const { db } = await openGuarded({ migrations: [...MIGRATIONS, losing] }, async () => place);
      await installDeck(db, boneDeck, scheduler, NOW);
      for (const row of await db.getAll("states")) {
        await db.put("states", { ...row, state: { ...row.state, reviews: 99 } });
      }
      let steps = 0;
      while (!(await verify(db, place, () => false))) {
        if (++steps > 50) throw new Error("it makes no progress");
      }
      equal(steps > 3, true, "in several steps");
      equal(await filesBefore(place), [], "the files afterwards");
      await expectDump(db, "after the verification");
      db.close();
    },
  },
  {
    name: "a later migration runs from the present version, and its rows are written before",
    run: async (place) => {
      await putDump();
      const first = await openGuarded({}, async () => place);
      await verify(first.db, place);
      await expectDump(first.db, "before");
      first.db.close();
      const { db } = await openGuarded({ migrations: [...MIGRATIONS, losing] }, async () => place);
      equal(db.version, VERSION + 1, "version");
      equal((await filesBefore(place)).at(-1), `upgrade-${VERSION}.json`, "the files");
      await verify(db, place);
      await expectDump(db, "after the migration");
      db.close();
    },
  },
  {
    name: "version 2, with an event in each row, comes through whole, and its events are found by their ids",
    run: async (place) => {
      await deleteDatabase();
      const log = reviews(1050);
      const old = await openDatabase({ migrations: MIGRATIONS.slice(0, 2) });
      await installDeck(old, deck(FIVE), scheduler, NOW);
      // In turn of five cards, so that no two events of a card stand beside each other.
      await merge(old, log, scheduler);
      equal(await old.count("events"), 1050, "rows");
      await packNext(old);
      const [{ rows: _, ...head } = { rows: 0 }] = await old.getAll("segments");
      await old.put("segments", head as SegmentRow);
      old.close();
      const { db } = await openGuarded({}, async () => place);
      equal(db.version, VERSION, "version");
      equal(await wholeLog(db), log, "the log");
      equal(
        (await db.getAll("segments")).map(({ rows }) => rows),
        [1000],
        "rows of its segment",
      );
      equal((await merge(db, cardByCard(log), scheduler)).added.length, 0, "its events again");
      const more = reviews(10, NOW + 1000);
      equal((await merge(db, cardByCard([...more, ...log]), scheduler)).added.length, 10, "with others");
      await verify(db, place);
      equal(await filesBefore(place), [], "files of the upgrade");
      await foldsToItself(db);
      db.close();
    },
  },
  {
    name: "a migration that fails changes nothing, says so, and leaves the files",
    run: async (place) => {
      await putDump();
      const error = await rejects(
        openGuarded({ migrations: [...FIRST, failing] }, async () => place),
        "opening",
      );
      equal(troubleOf(error), "upgradeFailed", "the trouble");
      equal((await filesBefore(place)).at(-1), "upgrade-1.json", "the files");
      equal((await readWhatIsLeft(null)).events.length, 16, "what can be read of the old database");
      const { db } = await openGuarded({}, async () => place);
      await verify(db, place);
      await expectDump(db, "with a migration that works");
      db.close();
    },
  },
  {
    name: "a database whose migration always fails can be rebuilt",
    run: async (place) => {
      await putDump();
      await rejects(
        openGuarded({ migrations: [...FIRST, failing] }, async () => place),
        "opening",
      );
      equal((await rebuild(place)).events, 16, "what came back");
      const { db } = await openGuarded({}, async () => place);
      await expectDump(db, "after the rebuilding");
      db.close();
    },
  },
  {
    name: "where the rows cannot be written nothing is migrated",
    run: async (place) => {
      await putDump();
      const full: Place = { ...place, write: () => Promise.reject(new Error("no space")) };
      const error = await rejects(
        openGuarded({}, async () => full),
        "opening",
      );
      equal(troubleOf(error), "upgradeFailed", "the trouble");
      const db = await openDatabase({ migrations: FIRST });
      equal([db.version, (await wholeLog(db)).length], [1, dump.stores.events.length], "version, events");
      db.close();
    },
  },
  {
    name: "where there is no place for the rows nothing is migrated, and the reason is told",
    run: async (place) => {
      await putDump();
      const error = await rejects(
        openGuarded({}, async () => null),
        "opening",
      );
      equal(troubleOf(error), "noPlaceForCopy", "the trouble");
      const { db } = await openGuarded({}, async () => place);
      await verify(db, place);
      await expectDump(db, "with a place");
      db.close();
    },
  },
  {
    name: "an upgrade waits for a page that hangs, says so, and goes on when that page is closed",
    run: async (place) => {
      await putDump();
      const held = await hold();
      let blocked = 0;
      const onBlocked = (): void => {
        blocked++;
        held.close();
      };
      const { db } = await openGuarded({ onBlocked }, async () => place);
      equal(blocked > 0, true, "blocked");
      await expectDump(db, "after the migration");
      db.close();
    },
  },
  {
    name: "an open page gives way to an upgrade and is told",
    run: async (place) => {
      await putDump();
      let closed = 0;
      await openGuarded({ migrations: FIRST, onClosed: () => closed++ }, async () => null);
      const { db } = await openGuarded({}, async () => place);
      equal(closed, 1, "told");
      await expectDump(db, "after the migration");
      db.close();
    },
  },
  {
    name: "whoever cannot look after the log does not migrate",
    run: async () => {
      await putDump();
      equal(troubleOf(await rejects(openDatabase(), "opening")), "databaseClosed", "the trouble");
      const db = await openDatabase({ migrations: FIRST });
      equal((await wholeLog(db)).length, dump.stores.events.length, "events");
      db.close();
    },
  },
  {
    name: "a newer database is refused, untouched",
    run: async (place) => {
      await putDump();
      const newer = { migrations: [...MIGRATIONS, later] };
      (await openGuarded(newer, async () => place)).db.close();
      const refused = openGuarded({}, async () => place);
      equal(troubleOf(await rejects(refused, "opening")), "databaseNewer", "the trouble");
      const { db } = await openGuarded(newer, async () => place);
      await expectDump(db, "afterwards");
      db.close();
    },
  },
];
