/** Days given to many cards while other weights come in force: the page that adopts them works the states out afterwards. */
import { beforeEach, expect, test, vi } from "vitest";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
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
import { foldsToItself, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf, reviewsOfEach } from "../../support/database/long-log.ts";
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
  await merge(db, reviewsOfEach(NAMES, 5), scheduler);
  await saveSetting(db, "desiredRetention", 0.75, () => maker(NOW - 1000));
};
const WEIGHTS = writeWeights(scheduler.model.weights.map((one) => one * 1.2));
const adopt = () => saveSetting(page, "weights", WEIGHTS, () => maker(NOW + 1000));
const workOut = async () => refoldStates(page, schedulerFor(await readSettings(page)), () => true);
const dues = async () => new Map((await db.getAll("states")).map(({ id, state }) => [id, state.dueDay]));
const kept = () => readGivenDays(db, NEW_DAYS.byModel);

async function allAreByThoseInForce(): Promise<void> {
  const by = schedulerFor(await readSettings(db));
  expect(by.model.id).not.toBe(scheduler.model.id);
  expect(new Set((await db.getAll("states")).map(({ model }) => model))).toEqual(new Set([by.model.id]));
  await foldsToItself(db, by);
}

/** The weights change after the first step of three cards. */
async function midway() {
  const saving: Promise<unknown>[] = [];
  let told = 0;
  const done = await reschedule(db, () => told++ === 1 && saving.push(adopt()), BY_MODEL, 3);
  await Promise.all(saving);
  return done;
}

test("states are worked out first, so that no card is passed over, and all of it can be put back", async () => {
  await study();
  const before = await dues();
  expect(await midway()).toMatchObject({ end: "whole" });
  const days = await kept();
  expect(days).toMatchObject({ begun: null });
  expect(days?.given).toBeGreaterThan(3);
  await allAreByThoseInForce();
  await takeBackRescheduling(db, quietly);
  expect(await dues()).toEqual(before);
  await allAreByThoseInForce();
});

test("so is a card that was answered by the weights of before when all had been worked out", async () => {
  await study();
  await adopt();
  await workOut();
  await merge(db, reviewsOf("f3", 1, NOW + 2000), scheduler);
  vi.setSystemTime(NOW + 5000);
  expect(await reschedule(db, quietly)).toMatchObject({ end: "whole" });
  expect(await kept()).toMatchObject({ begun: null });
  await allAreByThoseInForce();
});

test("cards that nobody has answered have nothing to be worked out", async () => {
  await adopt();
  expect(await reschedule(db, quietly)).toMatchObject({ end: "whole" });
  expect(await kept()).toBeNull();
});

const look = async () => {
  const onWorkedOut = vi.fn();
  const { earlier, later, isWhole } = await previewRescheduling(db, quietly, onWorkedOut);
  return { moves: earlier + later, isWhole, workedOut: onWorkedOut.mock.calls.length };
};

test("a look works out what it needs, changes no day, and says that it did", async () => {
  await study();
  expect(await look()).toMatchObject({ isWhole: true, workedOut: 0 });
  const before = await dues();
  await adopt();
  const other = await look();
  expect(other).toMatchObject({ isWhole: true, workedOut: 1 });
  expect(other.moves).toBeGreaterThan(0);
  expect(await dues()).toEqual(before);
  expect(await look()).toEqual({ ...other, workedOut: 0 });
});

test("so it does of a single card, where all others were worked out and have their days", async () => {
  await study();
  await adopt();
  await reschedule(db, quietly);
  await merge(db, reviewsOf("f3", 1, NOW + 2000), scheduler);
  expect(await look()).toMatchObject({ isWhole: true, workedOut: 1 });
});

test("a look says that some cards are left out where a page goes on answering by other weights", async () => {
  await study();
  await adopt();
  let answers = 0;
  let answering: Promise<unknown> = Promise.resolve();
  const answer = (): void => {
    answers++;
    answering = merge(page, reviewsOf("f3", 1, NOW + answers * 2000), scheduler);
  };
  expect(await previewRescheduling(db, quietly, answer)).toMatchObject({ isWhole: false });
  await answering;
  expect(await look()).toMatchObject({ isWhole: true });
});

test("a look that fails when it has worked out something has said so", async () => {
  await study();
  await adopt();
  // Each step ends as soon as it may, as it does on a slow machine.
  let nowMs = 0;
  const slow = vi.spyOn(performance, "now").mockImplementation(() => {
    nowMs += 1000;
    return nowMs;
  });
  const onWorkedOut = vi.fn();
  let signs = 0;
  const fail = (): void => {
    if (signs++ > 0) throw new Error("ended");
  };
  await expect(previewRescheduling(db, fail, onWorkedOut)).rejects.toThrow("ended");
  slow.mockRestore();
  expect(onWorkedOut).toHaveBeenCalledTimes(1);
});
