/** Days given to many cards at once while other pages write, or where the browser ends the worker. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stemOf } from "../../../src/core/ids.ts";
import { EXAM } from "../../../src/core/plan/exam.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { keepPosition, readPosition } from "../../../src/store/database/local.ts";
import type * as transactions from "../../../src/store/database/transaction.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { canPutBack, NEW_DAYS } from "../../../src/store/writing/put-back.ts";
import { BEFORE_EXAM, reschedule, takeBackRescheduling } from "../../../src/worker/reschedule.ts";
import { deck } from "../../support/cards.ts";
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
} from "../../support/db-steps.ts";
import { wholeLog } from "../../support/whole-log.ts";

/** What happens between the reading and the next write of the worker. */
const next = vi.hoisted(() => ({ before: null as (() => Promise<unknown>) | null }));
vi.mock("../../../src/store/database/transaction.ts", async (original) => {
  const real = await original<typeof transactions>();
  return {
    ...real,
    write: async (...[db, stores, ...rest]: Parameters<typeof real.write>) => {
      // The worker's own write alone holds all of these.
      const before = stores.includes("packed") ? next.before : null;
      if (before) next.before = null;
      await before?.();
      return real.write(db, stores, ...rest);
    },
  };
});

const quietly = (): void => {};
const NAMES = ["a", "b", "c"];
let db: Database;
let others: Database;
const { today } = at(NOW);
const dues = () => Promise.all(NAMES.map(async (name) => ((await get(db, forward(name))).state.dueDay ?? 0) - today));
const setExam = (day: number | null) => setPlan(db, EXAM, day, () => maker(NOW));

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  next.before = null;
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
  expect(done).toMatchObject({ earlier: 2, meanwhile: 1, canTakeBack: true });
  const [a = 0, b = 0, c = 0] = await dues();
  expect(Math.max(a, b)).toBeLessThan(30);
  // The one whose second answer was taken back is overdue again.
  expect(c).toBeLessThan(0);
  await foldsToItself(db);
});

test("two pages that bring forward at once do so once, and all of it can be put back", async () => {
  const before = await dues();
  next.before = () => reschedule(others, quietly, BEFORE_EXAM);
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toMatchObject({ earlier: 0, meanwhile: 3, canTakeBack: true });
  expect(await dues()).not.toEqual(before);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await dues()).toEqual(before);
  expect(await canPutBack(db, NEW_DAYS.beforeExam)).toBe(false);
});

test("days that an earlier version gave, which kept more of where they stand, are put back", async () => {
  const before = await dues();
  await reschedule(db, quietly, BEFORE_EXAM);
  const kept = (await readPosition(db, NEW_DAYS.beforeExam)) as object;
  await keepPosition(db, NEW_DAYS.beforeExam, { ...kept, elsewhere: [] });
  expect(await takeBackRescheduling(db, quietly, BEFORE_EXAM)).toMatchObject({ canTakeBack: false });
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
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toMatchObject({ earlier: 3, meanwhile: 0, canTakeBack: true });
  expect(Math.max(...(await dues()))).toBeLessThan(30);
  await foldsToItself(db);
});

test("one that is called off meanwhile moves no card", async () => {
  const before = await dues();
  next.before = () => setPlan(others, EXAM, null, () => maker(NOW + 1000));
  expect(await reschedule(db, quietly, BEFORE_EXAM)).toMatchObject({ earlier: 0, canTakeBack: false });
  expect(await dues()).toEqual(before);
});

test("days that another page gives while they are put back keep their way back", async () => {
  await reschedule(db, quietly, BEFORE_EXAM);
  next.before = async () => {
    await setExam(today + 8);
    await reschedule(others, quietly, BEFORE_EXAM);
  };
  const back = await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(back.canTakeBack).toBe(true);
  expect(Math.max(...(await dues()))).toBeLessThan(8);
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
  expect(await canPutBack(db, NEW_DAYS.beforeExam)).toBe(true);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await dues()).toEqual(before);
});
