/** Days given to many cards at once while other pages write, or where the browser ends the worker. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stemOf } from "../../../src/core/ids.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { keepPosition } from "../../../src/store/database/local.ts";
import type * as transactions from "../../../src/store/database/transaction.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { BEFORE_EXAM } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../src/worker/reschedule.ts";
import {
  at,
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { deck } from "../../support/samples/cards.ts";

/** What happens between the reading and the next write of the worker, or one that comes so many writes later. */
const next = vi.hoisted(() => ({ before: null as (() => Promise<unknown>) | null, later: 0 }));
vi.mock("../../../src/store/database/transaction.ts", async (original) => {
  const real = await original<typeof transactions>();
  return {
    ...real,
    write: async (...[db, stores, ...rest]: Parameters<typeof real.write>) => {
      // The worker's own writes alone hold both.
      const isOwn = stores.includes("states") && stores.includes("registers");
      const before = isOwn && next.later === 0 ? next.before : null;
      if (isOwn && next.before && next.later > 0) next.later--;
      if (before) next.before = null;
      await before?.();
      return real.write(db, stores, ...rest);
    },
  };
});

const quietly = (): void => {};
const fail = (why: string): never => {
  throw new Error(why);
};
const NAMES = ["a", "b", "c"];
let db: Database;
let others: Database;
const { today } = at(NOW);
const dues = () => Promise.all(NAMES.map(async (name) => ((await get(db, forward(name))).state.dueDay ?? 0) - today));
const kept = () => readGivenDays(db, NEW_DAYS.beforeExam);
const setExam = (day: number | null) => setPlan(db, EXAM, day, () => maker(NOW));

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  [next.before, next.later] = [null, 0];
  await deleteDatabase();
  [db, others] = [await openDatabase(), await openDatabase()];
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (const nowMs of [NOW - 60 * DAY_MS, NOW - 60_000])
    for (const name of NAMES) await grade(db, await get(db, forward(name)), 4, nowMs);
  await setExam(today + 30);
});
afterEach(() => {
  db.close();
  others.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("an answer that is taken back meanwhile leaves its card where it was", async () => {
  const before = await dues();
  expect(Math.min(...before)).toBeGreaterThan(30);
  next.before = () => undo(others, NOW);
  const done = await reschedule(db, quietly, BEFORE_EXAM);
  expect(done).toEqual({ end: "whole", meanwhile: 1 });
  expect(await kept()).toMatchObject({ given: 2 });
  const [a = 0, b = 0, c = 0] = await dues();
  expect(Math.max(a, b)).toBeLessThan(30);
  // The one whose second answer was taken back is overdue again.
  expect(c).toBeLessThan(0);
  await foldsToItself(db);
});

test("two pages that bring forward at once do so once, and all of it can be put back", async () => {
  const before = await dues();
  next.before = () => reschedule(others, quietly, BEFORE_EXAM);
  // Those that have their day by now are not said to stay as they were.
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toEqual({ end: "whole", meanwhile: 0 });
  expect(await written()).toEqual([3, 0]);
  expect(await dues()).not.toEqual(before);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await dues()).toEqual(before);
  expect(await kept()).toBeNull();
});

test("days that an earlier version gave, which kept more of where they stand, are put back", async () => {
  const before = await dues();
  await reschedule(db, quietly, BEFORE_EXAM);
  await keepPosition(db, NEW_DAYS.beforeExam, { ...(await kept())?.stretches[0], elsewhere: [] });
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await kept()).toBeNull();
  expect(await dues()).toEqual(before);
});

test("the ids of days that are given as one stand beside each other, and those of the way back", async () => {
  await reschedule(db, quietly, BEFORE_EXAM);
  vi.setSystemTime(NOW + 1000);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  const log = await wholeLog(db);
  for (const kind of ["due", "undo"]) {
    const stems = log.filter((event) => event.kind === kind).map(({ id }) => stemOf(id));
    expect([stems.length, new Set(stems).size]).toEqual([3, 1]);
  }
});

test("an exam that another page moves meanwhile is the one that counts", async () => {
  await setExam(today + 45);
  next.before = () => setPlan(others, EXAM, today + 30, () => maker(NOW + 1000));
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toEqual({ end: "whole", meanwhile: 0 });
  expect(await kept()).toMatchObject({ given: 3 });
  expect(Math.max(...(await dues()))).toBeLessThan(30);
  await foldsToItself(db);
});

test("one that is called off meanwhile moves no card", async () => {
  const before = await dues();
  next.before = () => setPlan(others, EXAM, null, () => maker(NOW + 1000));
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toMatchObject({ end: "noExam" });
  expect(await kept()).toBeNull();
  expect(await dues()).toEqual(before);
});

test("days that another page gives while they are put back keep their way back", async () => {
  await reschedule(db, quietly, BEFORE_EXAM);
  next.before = async () => {
    await setExam(today + 8);
    await reschedule(others, quietly, BEFORE_EXAM);
  };
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await kept()).not.toBeNull();
  expect(Math.max(...(await dues()))).toBeLessThan(8);
});

/** Between the first card, which stands in a step of its own as the others, and those that follow. */
function afterTheFirst(happens: () => Promise<unknown>): void {
  [next.before, next.later] = [happens, 1];
}
const inSteps = (page = db) => reschedule(page, quietly, BEFORE_EXAM, 1);
const backInSteps = (page = db) => takeBackRescheduling(page, quietly, BEFORE_EXAM, 1);
/** How many days were given, and how often days were taken back: each once. */
async function written(): Promise<[given: number, undone: number]> {
  const log = await wholeLog(db);
  const undone = log.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(undone).size).toBe(undone.length);
  return [log.filter(({ kind }) => kind === "due").length, undone.length];
}

test("an exam that is moved midway counts for all cards, and each has its first day again", async () => {
  const before = await dues();
  await setExam(today + 60);
  afterTheFirst(() => setPlan(others, EXAM, today + 25, () => maker(NOW + 1000)));
  expect(await inSteps()).toEqual({ end: "whole", meanwhile: 0 });
  expect(Math.max(...(await dues()))).toBeLessThan(25);
  expect(await kept()).toMatchObject({ begun: null, given: 3 });
  await foldsToItself(db);
  await backInSteps();
  expect(await dues()).toEqual(before);
  expect(await written()).toEqual([4, 4]);
});

test("one that is called off midway moves no other card, and what has moved can be put back", async () => {
  const before = await dues();
  afterTheFirst(() => setPlan(others, EXAM, null, () => maker(NOW + 1000)));
  expect(await inSteps()).toMatchObject({ end: "noExam" });
  expect(await kept()).toMatchObject({ begun: "giving", given: 1 });
  await backInSteps();
  expect(await dues()).toEqual(before);
});

/** Ends what has moved one card for an exam in 30 days, and goes to the day after that. */
async function endedBeforeItsExam(): Promise<void> {
  let told = 0;
  const endedThere = reschedule(db, () => told++ === 1 && fail("ended"), BEFORE_EXAM, 1);
  await expect(endedThere).rejects.toThrow("ended");
  expect(await kept()).toMatchObject({ begun: "giving", given: 1, examDay: today + 30 });
  vi.setSystemTime(NOW + 31 * DAY_MS);
}
const setNext = (day: number) => setPlan(db, EXAM, day, () => maker(NOW + 31 * DAY_MS));

test("days of an exam that is over are no part of those that the next one gives", async () => {
  const before = await dues();
  await endedBeforeItsExam();
  await setNext(today + 40);
  const moved = await dues();
  expect(await inSteps()).toMatchObject({ end: "whole" });
  expect(await kept()).toMatchObject({ begun: null, given: 2, examDay: today + 40 });
  await backInSteps();
  expect(await dues()).toEqual(moved);
  expect(moved).not.toEqual(before);
  expect(await kept()).toBeNull();
});

test("days that nobody gives anew keep their way back after their exam", async () => {
  const before = await dues();
  await endedBeforeItsExam();
  await setNext(today + 400);
  expect(await inSteps()).toMatchObject({ end: "whole" });
  await backInSteps();
  expect(await dues()).toEqual(before);
});

test("days that an earlier version gave in part, which did not say for which exam, are gone on with", async () => {
  const before = await dues();
  await endedBeforeItsExam();
  const { examDay: _, ...earlier } = (await kept()) ?? fail("nothing is kept");
  await keepPosition(db, NEW_DAYS.beforeExam, earlier);
  await setNext(today + 40);
  await inSteps();
  expect(await kept()).toMatchObject({ begun: null, given: 3, examDay: today + 40 });
  await backInSteps();
  expect(await dues()).toEqual(before);
});

test("days that another page puts back midway as far as they can be read stay so", async () => {
  afterTheFirst(async () => keepPosition(others, NEW_DAYS.beforeExam, { ...(await kept()), begun: "unreadable" }));
  expect(await inSteps()).toMatchObject({ end: "putBack" });
  expect(await kept()).toMatchObject({ begun: "unreadable", given: 1 });
});

test("days that another page puts back midway stay so", async () => {
  const before = await dues();
  afterTheFirst(() => backInSteps(others));
  expect(await inSteps()).toMatchObject({ end: "putBack" });
  expect(await kept()).toBeNull();
  expect(await dues()).toEqual(before);
  expect(await written()).toEqual([1, 1]);
});

test("days that another page gives again while they are put back stay so", async () => {
  const before = await dues();
  await inSteps();
  const given = await dues();
  afterTheFirst(() => inSteps(others));
  expect(await backInSteps()).toMatchObject({ end: "given" });
  expect(await kept()).not.toBeNull();
  expect(await dues()).toEqual(given);
  expect(await kept()).toMatchObject({ begun: null, given: 3, putBack: 0 });
  await backInSteps();
  expect(await dues()).toEqual(before);
  expect(await written()).toEqual([4, 4]);
});

test("two pages that give days by turns give each card one, and those that put them back take each back once", async () => {
  const before = await dues();
  afterTheFirst(() => inSteps(others));
  expect(await inSteps()).toEqual({ end: "whole", meanwhile: 0 });
  expect(await kept()).toMatchObject({ begun: null, given: 3 });
  afterTheFirst(() => backInSteps(others));
  expect(await backInSteps()).toMatchObject({ end: "whole" });
  expect(await kept()).toBeNull();
  expect(await dues()).toEqual(before);
  expect(await written()).toEqual([3, 3]);
});

test("an answer that is taken back with its day while days are put back is not taken back twice", async () => {
  await inSteps();
  // The day that the newest answer's card was given goes with that answer.
  next.before = () => undo(others, NOW);
  await backInSteps();
  expect(await written()).toEqual([3, 4]);
  await foldsToItself(db);
});

/** From now on what is put among the profile's own rows fails, as where the browser ends the worker just then. */
function cutOff() {
  const { put } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name === "local") throw new DOMException("the worker was ended", "UnknownError");
    return put.apply(this, row);
  });
}

test("no day is given without its way back, nor put back with it still there", async () => {
  await reschedule(db, quietly, BEFORE_EXAM);
  const first = await dues();
  await setExam(today + 10);
  let ended = cutOff();
  await expect(reschedule(db, quietly, BEFORE_EXAM)).rejects.toThrow("ended");
  ended.mockRestore();
  expect(await dues()).toEqual(first);
  ended = cutOff();
  await expect(takeBackRescheduling(db, quietly, BEFORE_EXAM)).rejects.toThrow("ended");
  ended.mockRestore();
  expect(await dues()).toEqual(first);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(Math.min(...(await dues()))).toBeGreaterThan(30);
});

test("the days can be put back also when the exam is no more", async () => {
  const before = await dues();
  await reschedule(db, quietly, BEFORE_EXAM);
  await setExam(null);
  expect(await kept()).not.toBeNull();
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await dues()).toEqual(before);
});
