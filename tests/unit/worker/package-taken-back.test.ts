/**
 * One package of Anki is imported on two machines that share a folder, and one of them takes it back: what the other one has
 * imported stands, and each review counts once, on both.
 */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isOfKind } from "../../../src/core/log/event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { correctClock } from "../../../src/store/writing/correct-clock.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { FIVE, foldsToItself, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { FILES, quietly } from "../../support/files/bringing.ts";
import { exchangeOn, makeDevice, sharedFolder, standing, type TestDevice } from "../../support/places/devices.ts";

const HOUR_MS = 3_600_000;
const ALL = [2, 1, 1, 0, 0];
const NONE = [0, 0, 0, 0, 0];

let machines: readonly TestDevice[];
let [a, b]: readonly TestDevice[] = [];
let file: Blob;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubGlobal("navigator", {});
  const folder = sharedFolder();
  machines = [await makeDevice(folder), await makeDevice(folder)];
  [a, b] = machines;
  const other = await makeDevice(sharedFolder());
  // Around midnight, so that the zones of the tests give some of them other days.
  for (const [i, name] of ["a", "b", "c", "a"].entries())
    await grade(other.db, await get(other.db, forward(name)), 3, NOW - (60 - 6 * i) * HOUR_MS);
  await setMark(other.db, await get(other.db, forward("b")), true, () => maker(NOW - HOUR_MS));
  file = await FILES.package(other.db);
  other.db.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const { db } of machines) db.close();
});

const on = (one: TestDevice | undefined): TestDevice => {
  if (!one) throw new Error("no machine");
  return one;
};

async function importOn(one: TestDevice | undefined, offsetMinutes = 60) {
  const { db } = on(one);
  vi.spyOn(systemClock, "offsetAt").mockReturnValue(offsetMinutes);
  return restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: false }, quietly);
}
const takeBackOn = (one: TestDevice | undefined) => takeBack(on(one).db, quietly);

let times = 0;
/** Until both have seen all. */
async function share(): Promise<void> {
  for (const one of [...machines, ...machines]) await exchangeOn(one, one.place, NOW + ++times);
}

/** What both say, and what the log alone says where all is made anew of it. */
async function bothCount(): Promise<readonly number[]> {
  for (const { db } of machines) await foldsToItself(db);
  const says = await standing(on(a));
  expect(await standing(on(b))).toEqual(says);
  const anew = await makeDevice(sharedFolder());
  await merge(anew.db, await wholeLog(on(a).db), scheduler);
  const { events, states, days, registers } = says as Record<string, unknown>;
  expect(await standing(anew)).toMatchObject({ events, states, days, registers });
  const counted = await Promise.all(FIVE.map(async ({ id }) => (await get(anew.db, id)).state.reviews));
  anew.db.close();
  return counted;
}

const hasStar = async (): Promise<boolean> =>
  (await on(b).db.getAll("registers")).some((row) => row.name.startsWith("mark") && row.value === true);

describe.each([
  [60, 60],
  [0, 600],
  [600, -300],
])("in zones of %i and %i minutes", (ofA, ofB) => {
  test.each(["a", "b"])("machine %s takes it back, once both have seen both", async (who) => {
    await importOn(a, ofA);
    await importOn(b, ofB);
    await share();
    expect(await bothCount()).toEqual(ALL);
    expect((await takeBackOn(who === "a" ? a : b))?.takenBack).toBe(5);
    await share();
    expect([await bothCount(), await hasStar()]).toEqual([ALL, true]);
    // The other one as well: then nobody has it.
    await takeBackOn(who === "a" ? b : a);
    await share();
    expect([await bothCount(), await hasStar()]).toEqual([NONE, false]);
    expect((await importOn(a, ofA)).added).toBe(5);
    await share();
    expect([await bothCount(), await hasStar()]).toEqual([ALL, true]);
  });

  test("one of them takes it back before the other one has heard of it", async () => {
    await importOn(a, ofA);
    await takeBackOn(a);
    await importOn(b, ofB);
    await share();
    expect([await bothCount(), await hasStar()]).toEqual([ALL, true]);
    // All of it is here: nothing comes twice.
    expect((await importOn(a, ofA)).added).toBe(0);
  });
});

test("where the other one had it by the folder alone, it goes there as well, and can be imported", async () => {
  await importOn(a);
  await share();
  expect(await importOn(b)).toMatchObject({ added: 0, known: 4 });
  await takeBackOn(a);
  await share();
  expect(await bothCount()).toEqual(NONE);
  expect((await importOn(b)).added).toBe(5);
  await share();
  expect(await bothCount()).toEqual(ALL);
});

test("a machine that imports it again after another has taken its own back brings it once", async () => {
  await importOn(a);
  await importOn(b, 600);
  await share();
  await takeBackOn(a);
  await share();
  expect(await importOn(a)).toMatchObject({ added: 0, known: 4 });
  const reviews = (await wholeLog(on(a).db)).filter((event) => isOfKind(event, "review"));
  expect(reviews).toHaveLength(8);
});

test("a date that one machine has put right before it heard of the other's import stays right", async () => {
  const other = await makeDevice(sharedFolder());
  await grade(other.db, await get(other.db, forward("d")), 3, Date.now() + 900 * DAY_MS);
  file = await FILES.package(other.db);
  other.db.close();
  // Until the other import had the first id, which follows from a random device.
  for (let isLater = false; !isLater; ) {
    const [x, y] = [await makeDevice(sharedFolder()), await makeDevice(sharedFolder())];
    await importOn(x);
    await importOn(y);
    expect(await correctClock(x.db, () => maker(Date.now()))).toBe(1);
    const { dueDay } = (await get(x.db, forward("d"))).state;
    const [[made], others] = [await wholeLog(x.db), await wholeLog(y.db)];
    isLater = made !== undefined && others.every(({ id }) => id < made.id);
    await merge(x.db, others, scheduler);
    expect((await get(x.db, forward("d"))).state).toMatchObject({ reviews: 1, dueDay });
    await foldsToItself(x.db);
    x.db.close();
    y.db.close();
  }
});
