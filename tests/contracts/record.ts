/**
 * What the second record must do, in whichever place it is kept: in memory beside fake-indexeddb, and where Chromium and
 * Firefox keep it. Each case begins with an empty database and no files.
 */
import { journalsIn, segmentsIn } from "../../src/copies/place/file-names.ts";
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { cardByCard } from "../../src/store/database/event-rows.ts";
import { readDevice } from "../../src/store/database/local.ts";
import { openDatabase } from "../../src/store/opening/open.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { readSettings } from "../../src/store/settings/settings.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import { deleteDatabase, forward, get, grade, maker, NOW, scheduler } from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import {
  damage,
  expectLog,
  putLog,
  type RecordCase,
  study,
  studyLong,
  visit,
  watched,
} from "../support/places/record-steps.ts";
import { COPY_CASES } from "./copies.ts";
import { REBUILD_CASES } from "./rebuild.ts";
import { STOPPED_CASES } from "./stopped-restore.ts";

const NOTHING_NEW = { notice: null, changed: false, complete: true };

export const RECORD_CASES: readonly RecordCase[] = [
  ...COPY_CASES,
  ...REBUILD_CASES,
  ...STOPPED_CASES,
  {
    name: "a new database with no record is simply new",
    run: (place) =>
      visit(place, async ({ restored, lost, reconcile }) => {
        equal([restored, lost], [null, false], "what is said");
        equal(await reconcile(), NOTHING_NEW, "after the first card");
      }),
  },
  {
    name: "a deleted database comes back from the journal alone, with its settings, and the user is told once",
    run: async (place) => {
      await study(place);
      const log = await visit(place, async ({ db }) => {
        await saveSetting(db, "newPerDay", 3, () => maker());
        return wholeLog(db);
      });
      await deleteDatabase();
      const notice = { events: log.length, missing: 0 };
      await visit(place, async (guarded) => {
        equal(guarded.restored, notice, "restored");
        await expectLog(guarded, log, "the log");
        equal((await readSettings(guarded.db)).newPerDay, 3, "a setting");
      });
      await visit(place, async ({ restored, reconcile, dismiss }) => {
        equal(restored, null, "restored at the next start");
        equal(await reconcile(), { ...NOTHING_NEW, notice }, "the notice that still stands");
        await dismiss();
        equal(await reconcile(), NOTHING_NEW, "the notice that was read");
      });
    },
  },
  {
    name: "a deleted database comes back from segments and journal, as the same device, and nothing is written anew",
    run: async (place) => {
      await studyLong(place);
      const device = await visit(place, ({ db }) => readDevice(db.transaction("local").store));
      const log = await study(place);
      await deleteDatabase();
      const files = segmentsIn(await place.list()).map(({ name }) => name);
      equal(files.length, 2, "segments");
      const { place: watching, written } = watched(place);
      await visit(watching, async (guarded) => {
        equal(guarded.restored, { events: 2104, missing: 0 }, "restored");
        await expectLog(guarded, log, "the log");
        equal(await readDevice(guarded.db.transaction("local").store), device, "the device");
        await guarded.copyAll();
        equal([...segmentsIn(written), ...journalsIn(written)], [], "files written");
      });
      equal(
        segmentsIn(await place.list()).map(({ name }) => name),
        files,
        "segments afterwards",
      );
    },
  },
  {
    name: "so does one whose segments are of some events more, since the last row of each held several",
    run: async (place) => {
      await visit(place, async ({ db, copyAll }) => {
        await merge(db, cardByCard(reviews(3005)), scheduler);
        await copyAll();
      });
      const files = segmentsIn(await place.list()).map(({ name }) => name);
      equal(Math.max(...segmentsIn(await place.list()).map(({ events }) => events)) > 1000, true, "a longer one");
      await deleteDatabase();
      await visit(place, (guarded) => guarded.copyAll());
      equal(
        segmentsIn(await place.list()).map(({ name }) => name),
        files,
        "segments afterwards",
      );
    },
  },
  {
    name: "events that the database lost are put back once the first card is shown",
    run: async (place) => {
      const log = await study(place);
      const longer = await study(place, NOW + 3_600_000);
      await visit(place, async (guarded) => {
        // As after a torn log in Chromium: the last session is gone, cards and events alike.
        await putLog(guarded.db, log);
        equal(guarded.restored, null, "restored at open");
        const notice = { events: longer.length - log.length, missing: 0 };
        equal(await guarded.reconcile(), { notice, changed: true, complete: true }, "reconciled");
        await expectLog(guarded, longer, "the log");
      });
    },
  },
  {
    name: "a segment that the database lost is put back, and the file that is no longer needed goes",
    run: async (place) => {
      const log = await studyLong(place);
      await visit(place, async (guarded) => {
        await putLog(guarded.db, [...log.slice(0, 500), ...log.slice(1000)]);
        equal((await guarded.reconcile()).notice, { events: 500, missing: 0 }, "the notice");
        await guarded.copyAll();
        await expectLog(guarded, log, "the log");
      });
      equal(
        segmentsIn(await place.list()).map(({ events }) => events),
        [1000, 1000],
        "segments",
      );
      await deleteDatabase();
      await visit(place, (guarded) => expectLog(guarded, log, "the log from what is left"));
    },
  },
  {
    name: "what the record lacks is recorded at the next start",
    run: async (place) => {
      const log = await studyLong(place);
      for (const name of await place.list()) await place.remove(name);
      await visit(place, ({ reconcile }) => reconcile());
      await deleteDatabase();
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "copying writes what is new, once, and comparing reads no segment",
    run: async (place) => {
      const { place: watching, read, written } = watched(place);
      await visit(watching, async ({ db, copyAll, journaled }) => {
        await merge(db, reviews(3100), scheduler);
        await journaled();
        written.length = 0;
        await copyAll();
        equal(
          segmentsIn(written).map(({ events }) => events),
          [1000, 1000, 1000],
          "segments written",
        );
        equal(
          journalsIn(await place.list()).map(({ events }) => events),
          [100],
          "the journal that is left",
        );
        read.length = 0;
        written.length = 0;
        await copyAll();
        equal([segmentsIn(written), journalsIn(written), segmentsIn(read)], [[], [], []], "the second time");
        const [segment] = segmentsIn(await place.list());
        await place.remove(segment?.name ?? "");
        await copyAll();
        equal(segmentsIn(written), [segment], "after a file was lost");
      });
    },
  },
  {
    name: "files of the journal torn: the database stays as it is, and the record is whole again after the comparison",
    run: async (place) => {
      await study(place);
      const log = await study(place, NOW + 3_600_000);
      await damage(place, await place.list());
      await visit(place, async (guarded) => {
        equal([guarded.restored, guarded.lost], [null, false], "what is said");
        equal((await guarded.reconcile()).changed, false, "whether anything was brought back");
      });
      await deleteDatabase();
      await visit(place, (guarded) => expectLog(guarded, log, "the log after the database was deleted as well"));
    },
  },
  {
    name: "database deleted and record torn at once: the user is told that it is lost, until there is a new log",
    run: async (place) => {
      await study(place);
      await damage(place, await place.list());
      await deleteDatabase();
      for (let start = 0; start < 2; start++) {
        await visit(place, async ({ restored, lost, reconcile }) => {
          equal([restored, lost], [null, true], "what is said");
          await reconcile();
        });
      }
      await study(place);
      await visit(place, async ({ lost }) => equal(lost, false, "lost, with a new log"));
    },
  },
  {
    name: "database deleted and part of the record torn: what can be unpacked is back, and the user is told what is missing",
    run: async (place) => {
      const log = await studyLong(place);
      const torn = segmentsIn(await place.list())[1]?.name ?? "";
      await damage(place, [torn]);
      await deleteDatabase();
      await visit(place, async (guarded) => {
        const { events = 0, missing } = guarded.restored ?? {};
        equal(events > 1400 && events < 1700, true, `of half a segment more than 300 events, not ${events - 1100}`);
        equal(missing, 2100 - events, "what is missing");
        const back = log.slice(1000, events - 100);
        await expectLog(guarded, [...log.slice(0, 1000), ...log.slice(2000), ...back], "the log");
        await guarded.copyAll();
      });
      equal((await place.list()).includes(torn), false, "whether what is torn hinders the next comparison");
      await deleteDatabase();
      await visit(place, async ({ restored }) => equal(restored?.missing, 0, "missing the next time"));
    },
  },
  {
    name: "many files of the journal are gathered into one, and none of their events is lost",
    run: async (place) => {
      const log = await visit(place, async ({ db, journaled, reconcile }) => {
        for (let i = 0; i < 70; i++) {
          await grade(db, await get(db, forward(["a", "b", "c", "d", "e"][i % 5] ?? "a")), 3, NOW + i * 60_000);
          await journaled();
        }
        equal(journalsIn(await place.list()).length, 70, "files before");
        await reconcile();
        equal(journalsIn(await place.list()).length, 1, "files after");
        return wholeLog(db);
      });
      await deleteDatabase();
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "a grade that was refused or failed is not in the record",
    run: (place) =>
      visit(place, async ({ db, journaled }) => {
        const shown = await get(db, forward("a"));
        await grade(db, shown, 3);
        equal(await grade(db, shown, 3), null, "the second grade");
        await journaled();
        equal(journalsIn(await place.list()).length, 1, "files");
      }),
  },
  {
    name: "with an event of a clock that ran ahead in the record, what it lacks of today is still recorded",
    run: async (place) => {
      await visit(place, async ({ db }) => grade(db, await get(db, forward("a")), 3, NOW + 3652 * DAY_MS));
      // A page that was closed before the journal was written.
      const hasty = await openDatabase();
      await grade(hasty, await get(hasty, forward("b")), 3, NOW);
      const log = await wholeLog(hasty);
      hasty.close();
      for (let i = 0; i < 2; i++) {
        await visit(place, ({ reconcile }) => reconcile());
        equal(journalsIn(await place.list()).length, 2, "files of the journal");
      }
      await deleteDatabase();
      await visit(place, (guarded) => expectLog(guarded, log, "the log"));
    },
  },
  {
    name: "two pages that find the database deleted restore it once",
    run: async (place) => {
      const log = await study(place);
      await deleteDatabase();
      const [one, two] = await Promise.all([openGuarded({}, async () => place), openGuarded({}, async () => place)]);
      equal([one.restored, two.restored].filter(Boolean).length, 1, "restorers");
      equal(idsOf(await wholeLog(two.db)), idsOf(log), "the log");
      one.db.close();
      two.db.close();
    },
  },
];
