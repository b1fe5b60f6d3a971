/** Settings and what else holds the last value of a key. */
import { makeSetting, makeUndo } from "../../src/core/log/make-event.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { restoreDefaults, saveSetting } from "../../src/store/settings/save-setting.ts";
import { setSwitch } from "../../src/store/settings/set-switch.ts";
import { readSettings } from "../../src/store/settings/settings.ts";
import { readToday } from "../../src/store/today/today.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal, rejects } from "../support/database/check.ts";
import { foldsToItself, maker, NOW, OTHER_DEVICE, scheduler } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content, TEST_DECK } from "../support/samples/cards.ts";
import { type Case, install } from "./case.ts";

export const REGISTER_CASES: readonly Case[] = [
  {
    name: "settings: only what was changed is kept, wrong values are refused, defaults come back",
    run: async (db) => {
      await saveSetting(db, "newPerDay", 3, () => maker());
      equal(await readSettings(db), { ...DEFAULT_SETTINGS, newPerDay: 3 }, "after a change");
      equal([await db.count("registers"), (await wholeLog(db)).length], [1, 1], "rows");
      await rejects(
        saveSetting(db, "rolloverHour", 24, () => maker()),
        "a wrong hour",
      );
      await db.put("registers", { name: "setting/theme", id: "x" as never, atMs: 0, key: "theme", value: "purple" });
      equal((await readSettings(db)).theme, "system", "a wrong value in the database");
      await db.delete("registers", "setting/theme");
      await restoreDefaults(db, () => maker(NOW + 1000));
      equal(await readSettings(db), DEFAULT_SETTINGS, "after the restore");
      await restoreDefaults(db, () => maker(NOW + 2000));
      equal((await wholeLog(db)).length, 2, "events: nothing is restored twice");
      await foldsToItself(db);
    },
  },
  {
    name: "two pages that change a setting at once leave the one that came last",
    run: async (db) => {
      await Promise.all([3, 4, 5].map((value) => saveSetting(db, "newPerDay", value, () => maker())));
      equal((await readSettings(db)).newPerDay, 5, "the setting");
      await foldsToItself(db);
    },
  },
  {
    name: "a setting that a clock dated years ahead, on this device and on another, is changed by the next change",
    run: async (db) => {
      await saveSetting(db, "newPerDay", 3, () => maker(NOW + 3000 * DAY_MS));
      const rival = makeSetting("newPerDay", 9, null, maker(NOW + 2000 * DAY_MS, OTHER_DEVICE));
      await merge(db, [rival], scheduler);
      await saveSetting(db, "newPerDay", 4, () => maker(NOW));
      equal((await readSettings(db)).newPerDay, 4, "the setting");
      await foldsToItself(db);
    },
  },
  {
    name: "settings of two devices unite to the one that was chosen last, whichever comes first",
    run: async (db) => {
      await saveSetting(db, "newPerDay", 3, () => maker(NOW));
      await merge(db, [makeSetting("newPerDay", 9, null, maker(NOW - 1000, OTHER_DEVICE))], scheduler);
      equal((await readSettings(db)).newPerDay, 3, "an older one changes nothing");
      await merge(db, [makeSetting("newPerDay", 7, null, maker(NOW + 1000, OTHER_DEVICE))], scheduler);
      equal((await readSettings(db)).newPerDay, 7, "a newer one counts");
      await merge(db, [makeSetting("unheardOf", 1, null, maker(NOW))], scheduler);
      equal((await db.get("registers", "setting/unheardOf"))?.value, 1, "a setting of a newer version is carried");
      await foldsToItself(db);
    },
  },
  {
    name: "a switch that is merged decides what is asked, and so does the undo of one",
    run: async (db) => {
      await install(db, [content("a", 0)]);
      await setSwitch(db, TEST_DECK, null, false, () => maker(NOW));
      const off = (await wholeLog(db)).find((event) => "key" in event && event.key === TEST_DECK);
      if (!off) throw new Error("there is no switch");
      const asked = async () => (await readToday(db, NOW, () => 60)).newCards.length;
      equal(await asked(), 0, "off");
      await merge(db, [makeUndo(off, maker(NOW + 1000, OTHER_DEVICE))], scheduler);
      equal(await asked(), 1, "after the undo");
      await foldsToItself(db);
    },
  },
];
