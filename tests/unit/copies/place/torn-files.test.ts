/** Files of the second record that are torn, or cannot be read for a moment, while the database was lost or not. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { leftOf, total } from "../../../../src/copies/check/findings.ts";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { addToJournal } from "../../../../src/copies/place/journal.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { takeInTorn } from "../../../../src/copies/place/torn-files.ts";
import { isAtRest } from "../../../../src/copies/record/at-rest.ts";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft } from "../../../../src/copies/record/rebuild-database.ts";
import { writeUpgradeFile } from "../../../../src/copies/upgrade/copy-before.ts";
import { verifyUpgrades } from "../../../../src/copies/upgrade/verify-upgrade.ts";
import type { EventId } from "../../../../src/core/ids.ts";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { idsOf, reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";

const EVENTS = 2500;

let db: Database;
let files: MemoryFiles;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  db = await openDatabase();
  files = memoryFiles();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  db.close();
  await deleteDatabase();
});

const log = reviews(EVENTS);
/** A log, wholly copied; then the browser deletes the database. @returns the name of the first segment's file */
async function loseDatabase(): Promise<string> {
  await merge(db, log, scheduler);
  await replicate(db, files);
  db.close();
  await deleteDatabase();
  const [first] = segmentsIn(await files.list());
  return first?.name ?? "";
}

/** Takes bytes from the end of a file. */
const cut = (name: string, bytes: number): unknown =>
  files.content.set(name, (files.content.get(name) as Uint8Array<ArrayBuffer>).slice(0, -bytes));

const check = (place: Place) => checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });

test("one that cannot be read when the database is filled, nor in the comparison after it, is there for the next", async () => {
  const name = await loseDatabase();
  let fails = true;
  const place: Place = { ...files, read: async (one) => (fails && one === name ? new Uint8Array() : files.read(one)) };
  const guarded = await openGuarded({}, async () => place);
  db = guarded.db;
  expect(guarded.restored).toEqual({ events: EVENTS - 1000, missing: 1000 });
  await guarded.reconcile();
  const { found, mended } = await check(place);
  expect([found.copy, mended.copy]).toEqual([0, 0]);
  fails = false;
  await guarded.copyAll();
  expect(idsOf(await wholeLog(db))).toEqual(idsOf(log));
});

test("one that is torn gives what comes before the break, and its bytes stay", async () => {
  const name = await loseDatabase();
  cut(name, 100);
  const torn = files.content.get(name);
  expect((await readWhatIsLeft(files)).events.length).toBeGreaterThan(EVENTS - 100);
  const guarded = await openGuarded({}, async () => files);
  db = guarded.db;
  const { events = 0, missing } = guarded.restored ?? {};
  expect(events).toBeGreaterThan(EVENTS - 100);
  expect(missing).toBe(EVENTS - events);
  const back = idsOf(await wholeLog(db));
  expect(idsOf(log)).toEqual(expect.arrayContaining(back));
  await guarded.copyAll();
  expect([...files.content.values()]).toContainEqual(torn);
  // It hinders nothing: all that is here stands in whole files.
  expect(await isAtRest(db, files)).toBe(true);
  expect(total((await check(files)).found)).toBe(0);
});

test("the check throws away no file of a segment that the database does not know", async () => {
  await merge(db, reviews(20), scheduler);
  await replicate(db, files, { segmentEvents: 10 });
  const [first] = segmentsIn(await files.list());
  const name = first?.name ?? "";
  // As where the browser lost what it wrote last.
  for (const store of ["segments", "packed"] as const) await db.delete(store, 1);
  for (let place = 1; place <= 10; place++) await db.delete("events", place);
  cut(name, 8);
  const found = await check(files);
  expect([found.found.copy, total(leftOf(found))]).toEqual([1, 0]);
  expect(await files.list()).not.toContain(name);
  expect((await wholeLog(db)).length).toBeGreaterThan(10);
});

test("what a whole file says of an event counts, and one whose id alone was changed does not come twice", async () => {
  const device = await readDevice(db.transaction("local").store);
  const [lost, first, second, ...rest] = reviewsOf("a", 50);
  if (!lost || !first || !second) throw new Error("no reviews");
  await merge(db, [first, second, ...rest], scheduler);
  const changed = { ...first, id: `${first.id.slice(0, -1)}${first.id.endsWith("1") ? "2" : "1"}` as EventId };
  const held = [lost, changed, { ...second, durationMs: 1 }, ...rest];
  const [name = ""] = await addToJournal(files, device, held);
  // The length at its end, which nothing is unpacked by.
  files.content.set(name, (await packEvents(held)).fill(255, -4));
  await replicate(db, files);
  expect(await wholeLog(db)).toEqual([first, second, ...rest, lost]);
  expect(await files.list()).not.toContain(name);
});

test("of what was undone as one, each undo comes in that only a torn file has", async () => {
  const [first, second] = reviewsOf("better", 2);
  if (!first || !second) throw new Error("there are no reviews");
  const undos = [first, second].map((event) => makeUndo(event, maker(NOW)));
  await merge(db, [first, second, ...undos.slice(0, 1)], scheduler);
  await takeInTorn(db, { events: undos, others: 0 });
  expect(idsOf(await wholeLog(db))).toEqual(idsOf([first, second, ...undos]));
});

describe("one whose bytes cannot be had", () => {
  const verify = () => verifyUpgrades(db, files, { decks: NO_DECKS, scheduler }, () => true);
  const visit = async (): Promise<void> => {
    await verify();
    await replicate(db, files);
  };
  const journal = async (): Promise<string> => {
    const device = await readDevice(db.transaction("local").store);
    const [name = ""] = await addToJournal(files, device, log.slice(0, 1));
    return name;
  };

  test.each([
    ["of the journal", journal],
    ["of a segment", async () => `segment-${"0".repeat(16)}-000001-5-${"0".repeat(64)}.gz`],
    ["of the first version", async () => "snapshot-000001-x.gz"],
    ["of a copy before an upgrade that was stopped", async () => "upgrade-2-000000.gz"],
    ["of such a copy of the first version", async () => "upgrade-1-000000.gz"],
  ])("%s hinders nothing, and goes a day later", async (_, nameOf) => {
    vi.useFakeTimers({ now: log[0]?.atMs ?? 0, toFake: ["Date"] });
    await merge(db, log.slice(0, 5), scheduler);
    const name = await nameOf();
    await files.write(name, new Uint8Array());
    // So a copy that was stopped notes how far it had come.
    if (name.startsWith("upgrade")) await files.write(`${name.slice(0, 9)}-progress.json`, new Uint8Array([91, 93]));
    await visit();
    expect(await isAtRest(db, files)).toBe(true);
    expect(total((await check(files)).found)).toBe(0);
    vi.setSystemTime(Date.now() + DAY_MS - 1);
    await visit();
    expect(await files.list()).toContain(name);
    expect(await isAtRest(db, files)).toBe(true);
    vi.setSystemTime(Date.now() + 1);
    expect(await isAtRest(db, files)).toBe(false);
    await visit();
    expect(await files.list()).not.toContain(name);
    expect(await isAtRest(db, files)).toBe(true);
  });

  test("comes in when they can be had within the day", async () => {
    vi.useFakeTimers({ now: log[0]?.atMs ?? 0, toFake: ["Date"] });
    const name = await loseDatabase();
    const content = (await files.read(name)) as Uint8Array<ArrayBuffer>;
    await files.write(name, new Uint8Array());
    db = await openDatabase();
    await visit();
    expect(await db.count("events")).toBe(EVENTS - 1000);
    expect(await isAtRest(db, files)).toBe(true);
    await files.write(name, content);
    expect(await isAtRest(db, files)).toBe(false);
    await visit();
    expect(idsOf(await wholeLog(db))).toEqual(idsOf(log));
  });

  test("stays as long as the log holds nothing", async () => {
    vi.useFakeTimers({ now: log[0]?.atMs ?? 0, toFake: ["Date"] });
    const names = [await journal(), "upgrade-2-000000.gz"];
    for (const name of names) await files.write(name, new Uint8Array());
    for (let days = 0; days < 3; days++) {
      await visit();
      vi.setSystemTime(Date.now() + DAY_MS);
    }
    expect(await files.list()).toEqual(expect.arrayContaining(names));
  });

  test("noted by a clock that was ahead goes a day after it was put right", async () => {
    const now = log[0]?.atMs ?? 0;
    vi.useFakeTimers({ now: now + 365 * DAY_MS, toFake: ["Date"] });
    await merge(db, log.slice(0, 5), scheduler);
    const name = await journal();
    await files.write(name, new Uint8Array());
    await visit();
    vi.setSystemTime(now);
    await visit();
    expect(await files.list()).toContain(name);
    vi.setSystemTime(now + DAY_MS);
    await visit();
    expect(await files.list()).not.toContain(name);
  });

  test("that the check finds a day later is told as mended", async () => {
    vi.useFakeTimers({ now: log[0]?.atMs ?? 0, toFake: ["Date"] });
    await merge(db, log.slice(0, 5), scheduler);
    await files.write(await journal(), new Uint8Array());
    expect(total((await check(files)).found)).toBe(0);
    vi.setSystemTime(Date.now() + DAY_MS);
    const { found, mended } = await check(files);
    expect([found.copy, mended.copy]).toEqual([1, 1]);
  });
});

test("of a copy before an upgrade that was stopped, what cannot be read for a moment comes in another time", async () => {
  await merge(db, reviews(3), scheduler);
  const [lost] = await wholeLog(db);
  await writeUpgradeFile(db, files, 2);
  await files.remove("upgrade-2.json");
  await db.delete("events", 1);
  const [name = ""] = (await files.list()).filter((one) => one.endsWith(".gz"));
  let fails = true;
  const place: Place = { ...files, read: async (one) => (fails && one === name ? new Uint8Array() : files.read(one)) };
  const verify = () => verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true);
  expect(await verify()).toBe(false);
  expect(await files.list()).toContain(name);
  fails = false;
  expect(await verify()).toBe(true);
  expect(await wholeLog(db)).toContainEqual(lost);
  expect(await files.list()).toEqual([]);
});

test("of such a copy, and of the first version's record, the bytes of a torn file stay", async () => {
  await merge(db, reviews(3), scheduler);
  const [part, first] = ["upgrade-2-000000.gz", "journal-01234567-89ab-cdef-0123-456789abcdef.gz"];
  const torn = new Uint8Array([31, 139, 8, 0]);
  for (const name of [part, first]) await files.write(name, torn);
  expect(await verifyUpgrades(db, files, { decks: NO_DECKS, scheduler }, () => true)).toBe(true);
  await replicate(db, files);
  const names = await files.list();
  expect(names).not.toEqual(expect.arrayContaining([part]));
  expect(names).not.toEqual(expect.arrayContaining([first]));
  expect([...files.content.values()].filter((content) => content.length === torn.length)).toEqual([torn, torn]);
  expect(await isAtRest(db, files)).toBe(true);
});

test("on a full disk a torn part of such a copy stays where it is, and goes once there is room", async () => {
  await merge(db, reviews(3), scheduler);
  const part = "upgrade-2-000000.gz";
  await files.write(part, new Uint8Array([31, 139, 8, 0]));
  const write = () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
  const tools = { decks: NO_DECKS, scheduler };
  expect(await verifyUpgrades(db, { ...files, write }, tools, () => true)).toBe(false);
  expect(await files.list()).toContain(part);
  expect(await verifyUpgrades(db, files, tools, () => true)).toBe(true);
  expect(await files.list()).not.toContain(part);
});

test("on a full disk a torn file stays where it is, and copying comes to its end", async () => {
  await merge(db, reviews(3), scheduler);
  await replicate(db, files);
  const [name = ""] = await files.list();
  cut(name, 20);
  const torn = files.content.get(name);
  const write = (one: string, content: Uint8Array<ArrayBuffer>) =>
    one.startsWith("torn-")
      ? Promise.reject(new DOMException("no room", "QuotaExceededError"))
      : files.write(one, content);
  expect(await replicate(db, { ...files, write })).toMatchObject({ complete: true });
  expect(files.content.get(name)).toEqual(torn);
  await replicate(db, files);
  expect(await files.list()).not.toContain(name);
});
