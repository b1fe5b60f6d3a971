/** Days given to many cards while other weights come in force: the page that adopts them works the states out afterwards. */
import { beforeEach, expect, test, vi } from "vitest";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { BY_MODEL } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { previewRescheduling, reschedule } from "../../../src/worker/reschedule.ts";
import { maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const NAMES = Array.from({ length: 12 }, (_, i) => `f${i}`);
let db: Database;
let page: Database;
useDatabase(async (opened) => {
  db = opened;
});
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  page = await openDatabase();
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
  return () => {
    page.close();
    vi.useRealTimers();
  };
});

const study = async (): Promise<void> => {
  await merge(
    db,
    NAMES.flatMap((name, i) => reviewsOf(name, 5, NOW - (2 + (i % 7)) * DAY_MS)),
    scheduler,
  );
  await saveSetting(db, "desiredRetention", 0.75, () => maker(NOW - 1000));
};
const WEIGHTS = writeWeights(scheduler.model.weights.map((one) => one * 1.2));
const adopt = () => saveSetting(page, "weights", WEIGHTS, () => maker(NOW + 1000));
const workOut = async () => refoldStates(page, schedulerFor(await readSettings(page)), () => true);
const dues = async () => new Map((await db.getAll("states")).map(({ id, state }) => [id, state.dueDay]));
const kept = () => readGivenDays(db, NEW_DAYS.byModel);

/** The weights change after the first step of three cards. */
async function midway() {
  const saving: Promise<unknown>[] = [];
  let told = 0;
  const done = await reschedule(db, () => told++ === 1 && saving.push(adopt()), BY_MODEL, 3);
  await Promise.all(saving);
  return done;
}

test("cards whose states are still to be worked out are left, and the work is said not to have come to its end", async () => {
  await study();
  expect(await midway()).toMatchObject({ later: 3, isWhole: false, canTakeBack: true });
  expect(await kept()).toMatchObject({ begun: "giving", given: 3 });
  await workOut();
  const { earlier, later } = await previewRescheduling(db);
  expect(earlier + later).toBeGreaterThan(3);
});

test("who goes on with it once they are worked out can put all of it back, and the first days with it", async () => {
  await study();
  const before = await dues();
  await midway();
  await workOut();
  vi.setSystemTime(NOW + 5000);
  expect(await reschedule(db, quietly)).toMatchObject({ isWhole: true });
  expect(await kept()).toMatchObject({ begun: null });
  await takeBackRescheduling(db, quietly);
  expect(await dues()).toEqual(before);
});

test("cards that nobody has answered have nothing to be worked out", async () => {
  await adopt();
  expect(await reschedule(db, quietly)).toMatchObject({ earlier: 0, later: 0, isWhole: true, canTakeBack: false });
});
