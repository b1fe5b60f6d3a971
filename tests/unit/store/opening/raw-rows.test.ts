/** A database in which the browser cannot read some rows, or cannot even find them, see `break-rows.ts`. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { readWhatIsLeft } from "../../../../src/copies/record/rebuild-database.ts";
import { addEvents } from "../../../../src/store/log/log.ts";
import { MIGRATIONS } from "../../../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { type RawPart, rawRows } from "../../../../src/store/opening/raw.ts";
import { unpackJson } from "../../../../src/store/segments/pack.ts";
import { idsOf, reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";

const KEYS = Array.from({ length: 40 }, (_, i) => i + 1);

let db: Database;
/** Keys in the damaged part of the file: whoever comes upon one of them is told of an error. */
let lost: readonly IDBValidKey[];
/** Keys whose row alone is damaged. */
let unreadable: readonly IDBValidKey[];

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});
useDatabase(async (opened) => {
  db = opened;
  const transaction = db.transaction(["events", "local"], "readwrite");
  await addEvents(transaction.objectStore("events"), reviews(KEYS.length));
  for (const key of KEYS) await transaction.objectStore("local").put({ key: nameOf(key), value: key });
  await transaction.done;
  [lost, unreadable] = [[], []];
  breakReading();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Sorted as the numbers are. */
const nameOf = (key: number): string => `row ${String(key).padStart(2, "0")}`;
const namesOf = (keys: readonly number[]): string[] => keys.map(nameOf);

/** Asking for a range fails where something damaged is among what would be answered. */
function breakReading(): void {
  const { get, getAll, getAllKeys, openKeyCursor } = IDBObjectStore.prototype;
  const fail = (): never => {
    throw new DOMException("the row cannot be read", "UnknownError");
  };
  const keysIn = (store: IDBObjectStore, query: unknown, count = Number.POSITIVE_INFINITY): IDBValidKey[] => {
    const range = query instanceof IDBKeyRange ? query : null;
    const all: readonly IDBValidKey[] = store.name === "events" ? KEYS : ["device", ...namesOf(KEYS)];
    return all.filter((key) => range === null || range.includes(key)).slice(0, count);
  };
  const mock = vi.spyOn(IDBObjectStore.prototype, "get");
  mock.mockImplementation(function (this: IDBObjectStore, key) {
    return [...lost, ...unreadable].includes(key as IDBValidKey) ? fail() : get.call(this, key);
  });
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, query, count) {
    const isBroken = keysIn(this, query, count).some((key) => lost.includes(key) || unreadable.includes(key));
    return isBroken ? fail() : getAll.call(this, query, count);
  });
  vi.spyOn(IDBObjectStore.prototype, "getAllKeys").mockImplementation(function (this: IDBObjectStore, query, count) {
    return keysIn(this, query, count).some((key) => lost.includes(key)) ? fail() : getAllKeys.call(this, query, count);
  });
  vi.spyOn(IDBObjectStore.prototype, "openKeyCursor").mockImplementation(function (this: IDBObjectStore, query, way) {
    // From the end no further than to the first that is lost.
    const last = keysIn(this, query)
      .filter((key) => lost.includes(key))
      .at(-1);
    if (last === undefined) return openKeyCursor.call(this, query, way);
    const range = IDBKeyRange.bound(last, query instanceof IDBKeyRange ? (query.upper ?? []) : [], true, true);
    return keysIn(this, range).length === 0 ? fail() : openKeyCursor.call(this, range, way);
  });
}

async function read(store: string, part: RawPart = {}) {
  const keys: IDBValidKey[] = [];
  const failed: IDBValidKey[] = [];
  let gaps = 0;
  for await (const piece of rawRows(db, store, part)) {
    keys.push(...piece.rows.map(([key]) => key));
    failed.push(...piece.failed);
    if (piece.isGap) gaps++;
  }
  return { keys, failed, gaps };
}

const without = (gone: readonly number[]): number[] => KEYS.filter((key) => !gone.includes(key));

describe("rows of a damaged database", () => {
  test.each([1, 7, 40, 2000])("are all there where nothing is damaged, %s at once", async (atOnce) => {
    expect(await read("events", { atOnce })).toEqual({ keys: KEYS, failed: [], gaps: 0 });
    expect(await read("events", { atOnce, after: 5 })).toEqual({ keys: KEYS.slice(5), failed: [], gaps: 0 });
    const range = IDBKeyRange.bound(3, 9, true);
    expect((await read("events", { atOnce, range })).keys).toEqual([4, 5, 6, 7, 8, 9]);
    expect((await read("events", { atOnce, range, after: 7 })).keys).toEqual([8, 9]);
  });

  test("one that cannot be read costs no other, and is counted", async () => {
    unreadable = [1, 17, 40];
    expect(await read("events")).toEqual({ keys: without([1, 17, 40]), failed: [1, 17, 40], gaps: 0 });
  });

  test.each([
    ["one in the midst", [17], 1],
    ["many in the midst", [9, 10, 11, 12, 13, 14, 15, 16], 1],
    ["the first ones", [1, 2, 3], 1],
    ["the last ones", [38, 39, 40], 1],
    ["two places", [5, 6, 7, 30, 31], 2],
    ["all", KEYS, 1],
  ])("where even the keys are lost, of %s, it goes on behind them and says so", async (_, gone, gaps) => {
    lost = gone;
    expect(await read("events")).toEqual({ keys: without(gone), failed: [], gaps });
  });

  test("the same where keys are names: a gap is found from both sides", async () => {
    lost = namesOf([9, 10, 11]);
    expect(await read("local")).toEqual({ keys: ["device", ...namesOf(without([9, 10, 11]))], failed: [], gaps: 1 });
    unreadable = [nameOf(30)];
    expect((await read("local")).failed).toEqual([nameOf(30)]);
  });

  test("nothing is made of a connection that is closed", async () => {
    db.close();
    await expect(read("events")).rejects.toThrow();
    db = await openDatabase();
  });
});

describe("with such rows", () => {
  const migrations = [...MIGRATIONS, () => undefined];

  test("a database is not upgraded where some cannot even be found, and stays as it is", async () => {
    lost = [9];
    const files = memoryFiles();
    await expect(openGuarded({ migrations }, async () => files)).rejects.toThrow("upgradeFailed");
    expect([...files.content.keys()].filter((name) => name.endsWith(".json") && !name.includes("progress"))).toEqual(
      [],
    );
    vi.restoreAllMocks();
    db.close();
    db = await openDatabase();
    expect(await db.count("events")).toBe(KEYS.length);
  });

  test("it is upgraded where some cannot be read, and the copy says how many", async () => {
    unreadable = [9, 10];
    const files = memoryFiles();
    (await openGuarded({ migrations }, async () => files)).db.close();
    const seal: unknown = JSON.parse(new TextDecoder().decode(files.content.get(`upgrade-${MIGRATIONS.length}.json`)));
    expect(seal).toMatchObject({ failed: 2 });
    const part = files.content.get(`upgrade-${MIGRATIONS.length}-000000.gz`);
    expect(await unpackJson(part as Uint8Array<ArrayBuffer>)).toHaveLength(KEYS.length - 2);
    db = await openDatabase({ migrations });
  });

  test("what is left of it is all that stands on both sides of those that cannot be found", async () => {
    lost = [9, 10];
    expect((await readWhatIsLeft(null)).events).toHaveLength(KEYS.length - 2);
  });

  test("what is left is read again where another page closes the connection meanwhile", async () => {
    const { transaction } = IDBDatabase.prototype;
    let asked = 0;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...args) {
      if (++asked === 2) this.close();
      return transaction.apply(this, args);
    });
    expect(idsOf((await readWhatIsLeft(null)).events)).toHaveLength(KEYS.length);
  });
});
