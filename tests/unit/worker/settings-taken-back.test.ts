/** Settings that came with a file and went with it count for nobody who reads them from the log. */
import { expect, test } from "vitest";
import { makeSetting, makeUndo } from "../../../src/core/log/make-event.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { replacedSetting, saveSetting } from "../../../src/store/settings/save-setting.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { learnerBefore } from "../../../src/worker/cards-today.ts";
import { readHistory } from "../../../src/worker/read-history.ts";
import { at, forward, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});
const foreign = (key: string, value: string | number) => makeSetting(key, value, null, maker(NOW - 20 * DAY_MS));

test("not for the forecasts, which ask how many new cards a day were allowed", async () => {
  const event = foreign("newPerDay", 1);
  const reviews = ["a", "b", "c", "d", "e"].flatMap((name) => reviewsOf(name, 1, NOW - 3 * DAY_MS));
  expect(reviews[0]?.card).toBe(forward("a"));
  const drawn = async () => JSON.stringify(learnerBefore(await readHistory(db), at(NOW), 30).draw(1));
  await merge(db, reviews, scheduler);
  const [history, before] = [await readHistory(db), await drawn()];
  await merge(db, [event], scheduler);
  expect((await readHistory(db)).registers).toEqual([event]);
  await merge(db, [makeUndo(event, maker(), "file")], scheduler);
  expect(history.registers).toEqual([]);
  expect(await drawn()).toEqual(before);
});

test("not as what a setting was before the one that replaced it", async () => {
  const weights = writeWeights(scheduler.model.weights.map((one) => one * 1.2));
  const event = foreign("weights", weights);
  await merge(db, [event], scheduler);
  await saveSetting(db, "weights", "default", () => maker(NOW));
  expect(await replacedSetting(db, "weights")).toBe(weights);
  await merge(db, [makeUndo(event, maker(NOW + 1000), "file")], scheduler);
  expect(await replacedSetting(db, "weights")).toBe(DEFAULT_SETTINGS.weights);
});
