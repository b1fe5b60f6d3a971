/** What a copy that was stopped before it was sealed still gives, and when it goes; see `upgrade-copy.ts`. */
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft, rebuild } from "../../src/copies/record/rebuild-database.ts";
import { beforeUpgrade } from "../../src/copies/record/second-record.ts";
import { verifyUpgrades } from "../../src/copies/upgrade/verify-upgrade.ts";
import { eventsAmong } from "../../src/core/log/decode.ts";
import { eventsOfVersion1 } from "../../src/core/log/version-1.ts";
import { VERSION } from "../../src/store/database/schema.ts";
import { openDatabase } from "../../src/store/opening/open.ts";
import { packJson } from "../../src/store/segments/pack.ts";
import { equal, rejects } from "../support/database/check.ts";
import { scheduler } from "../support/database/db-steps.ts";
import { reviews } from "../support/database/long-log.ts";
import { ahead, redate, since } from "../support/database/version-1-rows.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import type { RecordCase } from "../support/places/record-steps.ts";
import { endingAfter, expectIds, NO_DECKS, open, putLog, SEAL, stopped } from "../support/places/upgrade-steps.ts";

export const STOPPED_COPY_CASES: readonly RecordCase[] = [
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
];
