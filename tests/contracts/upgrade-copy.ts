/** How the copy is made that an upgrade is verified from: by one at a time, in steps, and never with a hole; see `upgrade.ts`. */
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { beforeUpgrade } from "../../src/copies/record/second-record.ts";
import { readUpgradeEvents } from "../../src/copies/upgrade/upgrade-file.ts";
import { sealedParts } from "../../src/copies/upgrade/upgrade-seal.ts";
import { FILE_ROWS } from "../../src/copies/upgrade/upgrade-sources.ts";
import { eventsAmong } from "../../src/core/log/decode.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import type { Place } from "../../src/core/log/place.ts";
import { eventsOfVersion1 } from "../../src/core/log/version-1.ts";
import { madeAnewKey, positionRow } from "../../src/store/database/local.ts";
import { VERSION } from "../../src/store/database/schema.ts";
import { TroubleError } from "../../src/store/database/trouble.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { MIGRATIONS, type Upgrade } from "../../src/store/opening/migrations.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../src/store/opening/open.ts";
import { packJson } from "../../src/store/segments/pack.ts";
import { equal, rejects } from "../support/database/check.ts";
import { deleteDatabase, FIVE, NOW, scheduler } from "../support/database/db-steps.ts";
import { reviews } from "../support/database/long-log.ts";
import { ahead, redate, since } from "../support/database/version-1-rows.ts";
import { addRows, wholeLog } from "../support/database/whole-log.ts";
import type { RecordCase } from "../support/places/record-steps.ts";
import {
  copiedRows,
  endingAfter,
  expectIds,
  expectVerified,
  isPart,
  OWN,
  open,
  putLog,
  SEAL,
  signal,
} from "../support/places/upgrade-steps.ts";
import { content, deck } from "../support/samples/cards.ts";

export const UPGRADE_COPY_CASES: readonly RecordCase[] = [
  {
    name: "of two that upgrade at once one does it, and the other spoils nothing",
    run: async (place) => {
      const log = reviews(FILE_ROWS + 50);
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
      const log = [...reviews(3 * FILE_ROWS + 50)];
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
        await addRows(old, more);
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
      const log = reviews(2 * FILE_ROWS + 50);
      for (const torn of [new Uint8Array(), await packJson([])]) {
        await putLog(log);
        await rejects(open(endingAfter(place, 2)), "the opening that was ended");
        await place.write(`upgrade-${VERSION}-000000.gz`, torn);
        const { db } = await open(place);
        expectIds(await sealedEvents(place, VERSION), log, "the copy");
        await expectVerified(db, place, log);
        db.close();
      }
    },
  },
  {
    name: "what is kept for speed alone is not copied",
    run: async (place) => {
      await putLog(reviews(25));
      const before = await openDatabase();
      await before.put("local", { key: madeAnewKey("something large"), value: new Uint8Array(5) });
      await before.put("local", positionRow("something", 5));
      await beforeUpgrade(before, place, VERSION);
      const keys = (await copiedRows(place)).filter(({ store }) => store === "local").map(({ key }) => key);
      equal(keys, ["device", "job/something"], "the rows of this profile");
      before.close();
    },
  },
  {
    name: "what is kept of a stopped copy of another database is not gone on with",
    run: async (place) => {
      await putLog(reviews(FILE_ROWS + 50));
      await rejects(open(endingAfter(place, 1)), "the opening that was ended");
      const log = reviews(FILE_ROWS + 50, NOW);
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
      expectIds(await sealedEvents(place, 1), expected, "the copy");
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
          await addRows(old, late);
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
      const log = reviews(FILE_ROWS + 50);
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
        expectIds(await sealedEvents(place, VERSION), log, `the copy after ${most} files`);
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

/** The log that the seal names, in its present form. */
async function sealedEvents(place: Place, version: number): Promise<readonly Envelope[]> {
  const parts = await sealedParts(place, version);
  return (await readUpgradeEvents(place, version, parts ?? [])).events;
}
