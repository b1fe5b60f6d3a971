/** How the copy is made that an upgrade is verified from: by one at a time, in steps, and never with a hole; see `upgrade.ts`. */
import { openGuarded } from "../../src/copies/open-guarded.ts";
import { readWhatIsLeft, rebuild } from "../../src/copies/rebuild-database.ts";
import { beforeUpgrade } from "../../src/copies/second-record.ts";
import { readUpgradeLog } from "../../src/copies/upgrade/upgrade-file.ts";
import { verifyUpgrades } from "../../src/copies/upgrade/verify-upgrade.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import type { DeckId } from "../../src/core/ids.ts";
import { eventsAmong } from "../../src/core/log/decode.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import type { Place } from "../../src/core/log/place.ts";
import { eventsOfVersion1 } from "../../src/core/log/version-1.ts";
import { VERSION } from "../../src/store/database/schema.ts";
import { TroubleError } from "../../src/store/database/trouble.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { addEvents } from "../../src/store/log/log.ts";
import { MIGRATIONS, type Upgrade } from "../../src/store/opening/migrations.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/opening/open.ts";
import { packJson, unpackJson } from "../../src/store/segments/pack.ts";
import { content, deck } from "../support/cards.ts";
import { equal, rejects } from "../support/check.ts";
import { deleteDatabase, FIVE, NOW, scheduler } from "../support/db-steps.ts";
import { idsOf, reviews } from "../support/long-log.ts";
import type { RecordCase } from "../support/record-steps.ts";
import { ahead, redate, since } from "../support/version-1-rows.ts";
import { wholeLog } from "../support/whole-log.ts";

const NO_DECKS: DeckSource = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };
const OWN = "own-deck" as DeckId;
const SEAL = `upgrade-${VERSION}.json`;
const isPart = (name: string): boolean => /^upgrade-\d+-\d+\.gz$/.test(name);

/** Loses the first and the last events. */
const losing: Upgrade = async (_, transaction) => {
  const events = transaction.objectStore("events");
  const last = (await events.getAllKeys()).at(-1) ?? 0;
  await events.delete(IDBKeyRange.upperBound(3));
  await events.delete(IDBKeyRange.lowerBound(last - 2));
};
const migrations: readonly Upgrade[] = [...MIGRATIONS, losing];

/** A database of the present version, with a row for each event. */
async function putLog(events: readonly Envelope[]): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase();
  await add(db, events);
  db.close();
}

async function add(db: Database, events: readonly Envelope[]): Promise<void> {
  const transaction = db.transaction("events", "readwrite");
  await addEvents(transaction.store, events);
  await transaction.done;
}

/** Verifies the upgrade and expects this log. */
async function expectVerified(db: Database, place: Place, log: readonly Envelope[]): Promise<void> {
  const verified = await verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true);
  equal([verified, db.version], [true, VERSION + 1], "verified, version");
  equal(idsOf(await wholeLog(db)), idsOf(log), "the log");
  equal(
    (await place.list()).filter((name) => name.startsWith("upgrade-")),
    [],
    "the files",
  );
}

/** Names only those that differ. */
function expectIds(actual: readonly Envelope[], expected: readonly Envelope[], what: string): void {
  const [here, wanted] = [new Set(idsOf(actual)), new Set(idsOf(expected))];
  equal(
    idsOf(expected).filter((id) => !here.has(id)),
    [],
    `${what}: what is lost`,
  );
  equal(
    idsOf(actual).filter((id) => !wanted.has(id)),
    [],
    `${what}: what is too much`,
  );
}

const open = (place: Place) => openGuarded({ migrations }, async () => place);

/** Takes so many files of rows and no more. */
function endingAfter(place: Place, files: number): Place {
  let left = files;
  return {
    ...place,
    write: (name, bytes) =>
      isPart(name) && left-- === 0 ? Promise.reject(new Error("ended")) : place.write(name, bytes),
  };
}

/** A copy that was stopped after two files, and a database that has lost some of the rows in them since. @returns the log */
async function stopped(place: Place, version: number): Promise<readonly Envelope[]> {
  const log = reviews(4500);
  await putLog(log);
  const db = await openDatabase();
  await rejects(beforeUpgrade(db, endingAfter(place, 2), version), "the copy that was ended");
  await db.delete("events", IDBKeyRange.upperBound(2500));
  db.close();
  return log;
}

interface CopiedRow {
  readonly store: string;
  readonly key: unknown;
  readonly value: unknown;
}

async function copiedRows(place: Place): Promise<CopiedRow[]> {
  const rows: CopiedRow[] = [];
  for (const name of (await place.list()).filter(isPart)) {
    const bytes = await place.read(name);
    if (bytes) rows.push(...((await unpackJson(bytes)) as CopiedRow[]));
  }
  return rows;
}

/** Resolves once it is called. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

export const UPGRADE_COPY_CASES: readonly RecordCase[] = [
  {
    name: "of two that upgrade at once one does it, and the other spoils nothing",
    run: async (place) => {
      const log = reviews(2500);
      await putLog(log);
      const [sealed, upgraded, alone] = [signal(), signal(), signal()];
      const fast: Place = {
        ...place,
        write: async (name, bytes) => {
          await place.write(name, bytes);
          if (name === SEAL) sealed.give();
        },
      };
      // Comes to look when the other has its copy, and to write when the other has upgraded; unless it is let in alone.
      const slow: Place = {
        ...place,
        list: async () => {
          await Promise.race([sealed.given, alone.given]);
          return place.list();
        },
        write: async (name, bytes) => {
          await Promise.race([upgraded.given, alone.given]);
          await place.write(name, bytes);
        },
        lock: (mode, work) =>
          place.lock(mode, () => {
            alone.give();
            return work();
          }),
      };
      const first = open(fast);
      const second = open(slow);
      const { db } = await first;
      upgraded.give();
      (await second).db.close();
      await expectVerified(db, place, log);
      db.close();
    },
  },
  {
    name: "a copy that is stopped after each second of its files goes on, and holds what came meanwhile",
    run: async (place) => {
      const log = [...reviews(6500)];
      await putLog(log);
      const written: string[] = [];
      let attempts = 0;
      const attempt = (): Promise<Database> => {
        let left = 2;
        const ending: Place = {
          ...place,
          write: (name, bytes) => {
            if (isPart(name) && left-- === 0) return Promise.reject(new Error("ended"));
            if (isPart(name)) written.push(name);
            return place.write(name, bytes);
          },
        };
        return open(ending).then(({ db }) => db);
      };
      let db: Database | null = null;
      while (!db) {
        if (++attempts > 6) throw new Error("it makes no progress");
        db = await attempt().catch(() => null);
        if (db) break;
        const old = await openDatabase();
        const more = reviews(1, NOW + attempts * 60_000);
        log.push(...more);
        await add(old, more);
        old.close();
      }
      equal(attempts, 3, "attempts");
      equal([...new Set(written)], written, "files that were written twice");
      await expectVerified(db, place, log);
      db.close();
    },
  },
  {
    name: "a stopped copy one of whose files was torn or cut since is not gone on with",
    run: async (place) => {
      const log = reviews(4500);
      for (const torn of [new Uint8Array(), await packJson([])]) {
        await putLog(log);
        await rejects(open(endingAfter(place, 2)), "the opening that was ended");
        await place.write(`upgrade-${VERSION}-000000.gz`, torn);
        const { db } = await open(place);
        expectIds(await readUpgradeLog(place, VERSION), log, "the copy");
        await expectVerified(db, place, log);
        db.close();
      }
    },
  },
  {
    name: "what is kept of a stopped copy of another database is not gone on with",
    run: async (place) => {
      await putLog(reviews(2500));
      await rejects(open(endingAfter(place, 1)), "the opening that was ended");
      const log = reviews(2500, NOW);
      await putLog(log);
      const { db } = await open(place);
      await expectVerified(db, place, log);
      db.close();
    },
  },
  {
    name: "a stopped copy holds what came before its end meanwhile, as in version 1, whose log stands in the order of ids",
    run: async (place) => {
      await deleteDatabase();
      const first = MIGRATIONS.slice(0, 1);
      const old = await openDatabase({ migrations: first });
      const [early, ...rest] = [ahead, redate, since].sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const row of rest) await old.put("events", row as never);
      await rejects(open(endingAfter(place, 1)), "the opening that was ended");
      await old.put("events", early as never);
      const expected = eventsAmong(eventsOfVersion1(await old.getAll("events"), {}));
      old.close();
      const { db } = await open(place);
      expectIds(await readUpgradeLog(place, 1), expected, "the copy");
      await expectVerified(db, place, expected);
      db.close();
    },
  },
  {
    name: "a stopped copy holds a deck of the user's own as it is at its end, and once",
    run: async (place) => {
      await putLog(reviews(3));
      const old = await openDatabase();
      const install = (heading: string, version: string) =>
        installDeck(old, deck([content("x", 0, { deck: OWN, heading })], version, { id: OWN }), scheduler, NOW, "own");
      await install("before", "1");
      // The log and the one card.
      await rejects(beforeUpgrade(old, endingAfter(place, 2), VERSION), "the copy that was ended");
      await old.put("decks", { ...(await old.getAll("decks"))[0], installedAtMs: NOW + 1 } as never);
      await old.put("contents", { ...(await old.getAll("contents"))[0], heading: "after" } as never);
      await beforeUpgrade(old, place, VERSION);
      const copied = (await copiedRows(place)).filter(({ store }) => store === "contents");
      equal(
        copied.map(({ value }) => (value as { heading: string }).heading),
        ["after"],
        "the card",
      );
      old.close();
    },
  },
  {
    name: "what is left of a stopped copy goes when the database was made anew in a later version",
    run: async (place) => {
      await putLog(reviews(3));
      const db = await openDatabase();
      await rejects(beforeUpgrade(db, endingAfter(place, 1), VERSION - 1), "the copy that was ended");
      await rejects(beforeUpgrade(db, endingAfter(place, 1), VERSION), "another one, of this version");
      equal(await verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true), true, "verified");
      const files = (await place.list()).filter((name) => name.startsWith("upgrade-")).sort();
      equal(files, [`upgrade-${VERSION}-000000.gz`, `upgrade-${VERSION}-progress.json`], "the files");
      db.close();
    },
  },
  {
    name: "a rebuilding takes in what only a stopped copy holds, sealed or beside a sealed one, and what is torn costs no more",
    run: async (place) => {
      const log = await stopped(place, VERSION);
      await place.write(`upgrade-${VERSION}-000007.gz`, new Uint8Array());
      expectIds((await readWhatIsLeft(place)).events, log, "what is left");
      await place.write(
        SEAL,
        new TextEncoder().encode(JSON.stringify({ version: VERSION, parts: 0, rows: 0, failed: 0 })),
      );
      expectIds((await readWhatIsLeft(place)).events, log, "what is left beside a seal");
      await rebuild(place);
      const { db } = await openGuarded({}, async () => place);
      expectIds(await wholeLog(db), log, "the log");
      db.close();
    },
  },
  {
    name: "of a stopped copy that is not gone on with everything stays until another one is sealed",
    run: async (place) => {
      const log = await stopped(place, VERSION);
      await rejects(open(endingAfter(place, 1)), "the second opening that was ended");
      expectIds((await readWhatIsLeft(place)).events, log, "what is left");
    },
  },
  {
    name: "a stopped copy goes file by file, each once its events are in the log",
    run: async (place) => {
      const log = await stopped(place, VERSION - 1);
      const db = await openDatabase();
      const verify = (goOn: () => boolean) => verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, goOn);
      equal(await verify(() => false), false, "verified, without time");
      let steps = 0;
      while (!(await verify(() => false))) if (++steps > 20) throw new Error("it makes no progress");
      expectIds(await wholeLog(db), log, "the log");
      equal(
        (await place.list()).filter((name) => name.startsWith("upgrade-")),
        [],
        "the files",
      );
      db.close();
    },
  },
  {
    name: "a stopped copy of version 1 without the correction of a clock doubles nothing when it goes",
    run: async (place) => {
      await putLog(eventsAmong(eventsOfVersion1([ahead, redate, since], {})));
      const db = await openDatabase();
      const log = await wholeLog(db);
      const rows = [ahead, since].map((value) => ({ store: "events", key: value.id, value }));
      const setting = { store: "settings", key: "newPerDay", value: { key: "newPerDay", value: 3 } };
      await place.write("upgrade-1-000000.gz", await packJson([...rows, setting]));
      equal(await verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true), true, "verified");
      expectIds(await wholeLog(db), log, "the log");
      equal(await place.list(), [], "the files");
      db.close();
    },
  },
  {
    name: "what is written between copy and upgrade is copied, too",
    run: async (place) => {
      const log = reviews(10);
      await putLog(log);
      const old = await openDatabase();
      const late = reviews(1, NOW + 60_000);
      let isWritten = false;
      const seen: Place = {
        ...place,
        write: async (name, bytes) => {
          await place.write(name, bytes);
          if (name !== SEAL || isWritten) return;
          isWritten = true;
          await add(old, late);
        },
      };
      const { db } = await open(seen);
      await expectVerified(db, place, [...log, ...late]);
      db.close();
    },
  },
  {
    name: "nothing is upgraded where the connection is closed while it is copied",
    run: async (place) => {
      const log = reviews(2500);
      await putLog(log);
      const closing: Place = {
        ...place,
        write: async (name, bytes) => {
          await place.write(name, bytes);
          if (name.endsWith("-000000.gz")) await askToClose();
        },
      };
      const error = await rejects(open(closing), "opening");
      equal(error instanceof TroubleError && error.trouble, "upgradeFailed", "the trouble");
      equal((await place.list()).includes(SEAL), false, "sealed");
      const old = await openDatabase();
      expectIds(await wholeLog(old), log, "the log of before");
      old.close();
      const { db } = await open(place);
      await expectVerified(db, place, log);
      db.close();
    },
  },
  {
    name: "a sealed copy stays whole until another one is sealed",
    run: async (place) => {
      const log = reviews(5);
      await putLog(log);
      const failing: Upgrade = () => Promise.reject(new Error("boom"));
      await rejects(
        openGuarded({ migrations: [...MIGRATIONS, failing] }, async () => place),
        "the first upgrade",
      );
      // As after a downgrade that lost the database: another log, so that nothing of the copy can be gone on with.
      const other = reviews(3, NOW);
      await putLog(other);
      for (const most of [0, 1, 2]) {
        let left = most;
        const ending: Place = {
          ...place,
          write: (name, bytes) => (left-- === 0 ? Promise.reject(new Error("ended")) : place.write(name, bytes)),
        };
        await rejects(open(ending), `the upgrade that was ended after ${most} files`);
        expectIds(await readUpgradeLog(place, VERSION), log, `the copy after ${most} files`);
      }
      const { db } = await open(place);
      await expectVerified(db, place, other);
      db.close();
    },
  },
  {
    name: "what can be made anew is not copied: of decks only the user's own",
    run: async (place) => {
      await putLog(reviews(3));
      const db = await openDatabase();
      await installDeck(db, deck(FIVE), scheduler, NOW);
      await installDeck(db, deck([content("x", 0, { deck: OWN })], "1", { id: OWN }), scheduler, NOW, "own");
      await beforeUpgrade(db, place, VERSION);
      const rows = await copiedRows(place);
      const keysOf = (wanted: string): unknown[] => rows.filter(({ store }) => store === wanted).map(({ key }) => key);
      equal([...new Set(rows.map(({ store }) => store))].sort(), COPIED, "the stores");
      equal(
        keysOf("contents").every((key) => String(key).startsWith(`${OWN}/`)),
        true,
        "contents of its own",
      );
      equal(keysOf("contents").length, 1, "contents");
      equal(keysOf("decks").length, 2, "decks");
      equal(keysOf("events").length >= 3, true, "events");
      db.close();
    },
  },
];

/** In their order. */
const COPIED = ["contents", "decks", "events", "local", "parts"];

/** As another page does that wants a newer version, and then does not take it. */
function askToClose(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, VERSION + 1);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve();
    request.onsuccess = () => reject(new Error("it was upgraded"));
  });
}
