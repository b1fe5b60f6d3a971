/** What an opening asks of database and place where nothing has come since the last one. */
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { addToJournal } from "../../../../src/copies/place/journal.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { reconcile } from "../../../../src/copies/record/second-record.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";

let db: Database;
let place: MemoryFiles;
useDatabase((opened) => {
  db = opened;
  place = memoryFiles();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** So many answers, each in a file of its own, as a page writes them. */
async function answered(count: number, fromMs: number): Promise<void> {
  const device = await readDevice(db.transaction("local").store);
  for (const event of reviews(count, fromMs)) {
    await merge(db, [event], scheduler);
    await addToJournal(place, device, [event]);
  }
}

const always = (): boolean => true;

/** The place, with what is asked of it. */
function watched() {
  const asked = {
    list: vi.fn(place.list),
    write: vi.fn(place.write),
    remove: vi.fn(place.remove),
    lock: vi.fn(place.lock),
  };
  return { asked, files: { ...place, ...asked } as Place };
}

test("with nothing new names, heads and the newest events are read once, and nothing is written", async () => {
  await merge(db, reviews(2000), scheduler);
  await answered(20, NOW);
  await reconcile(db, place, always);
  const { asked, files } = watched();
  const { of, transactions } = await countRequests(async () => {
    expect(await reconcile(db, files, always)).toEqual({ notice: null, changed: false, complete: true });
  });
  expect(asked.list).toHaveBeenCalledTimes(1);
  for (const one of [asked.write, asked.remove, asked.lock]) expect(one).not.toHaveBeenCalled();
  expect(of).toEqual({ local: 2, segments: 1, events: 2, decks: 1 });
  expect(transactions).toBe(4);
});

test("a day of many answers has names and heads read twice: before it is copied, and under the lock", async () => {
  await merge(db, reviews(2000), scheduler);
  await replicate(db, place);
  await answered(100, NOW);
  const { asked, files } = watched();
  const { of } = await countRequests(() => reconcile(db, files, always));
  expect(asked.list).toHaveBeenCalledTimes(2);
  expect(of.segments).toBe(2);
});

test("a notice that is there is told, whoever left it", async () => {
  await answered(3, NOW);
  await reconcile(db, place, always);
  place.content.set("restored.json", new TextEncoder().encode('{"events":7,"missing":0}'));
  expect((await reconcile(db, place, always)).notice).toEqual({ events: 7, missing: 0 });
});

test("the row of a deck that cannot be read keeps no segment from the place", async () => {
  await merge(db, reviews(2000), scheduler);
  const { getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, ...asked) {
    if (this.name === "decks") throw new DOMException("the row cannot be read", "DataError");
    return getAll.apply(this, asked);
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect((await reconcile(db, place, always)).complete).toBe(true);
  expect(segmentsIn(await place.list())).toHaveLength(2);
});

test("what was brought back before the place took nothing more is told, for pages to look again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await answered(3, NOW);
  await reconcile(db, place, always);
  await db.clear("events");
  const full = { ...place, write: () => Promise.reject(new DOMException("full", "QuotaExceededError")) };
  expect(await reconcile(db, full, always)).toEqual({ notice: null, changed: true, complete: false });
  expect(await db.count("events")).toBe(3);
  await merge(db, reviews(1, NOW + 1), scheduler);
  await expect(reconcile(db, full, always)).rejects.toThrow("full");
});
