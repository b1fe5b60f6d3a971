/** A mended row takes its segment away: what that alone still held of the rows beside it, and of the row itself, comes back first. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { type EventBatch, itemsOf } from "../../../../src/store/database/event-rows.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { underTheirCards } from "../../../../src/store/writing/under-their-cards.ts";
import { inspectFile } from "../../../../src/worker/inspect-file.ts";
import { restore } from "../../../../src/worker/restore.ts";
import { takeBack } from "../../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { FIVE, foldsToItself, forward, get, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { idsOf, reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { backupBlob } from "../../../support/files/backup-blob.ts";
import { quietly } from "../../../support/files/bringing.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck } from "../../../support/samples/cards.ts";

const A = reviewsOf("a", 20);
const B = reviewsOf("b", 20, NOW + 1000);
const ALL = [...A, ...B];

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, ALL, scheduler);
  while (await packNext(db, 40));
  expect(await segmentHeads(db)).toHaveLength(1);
});
beforeEach(() => {
  vi.stubGlobal("navigator", {});
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Puts something else in the place of a row. */
async function damage(place: number, how: (row: EventBatch) => object): Promise<void> {
  const row = (await db.get("events", place)) as EventBatch;
  await db.put("events", { ...row, ...how(row) } as never, place);
}
const unreadable = () => UNREADABLE;
const spoilt = ({ events }: EventBatch) => ({ events: events.map((event) => ({ ...event, rating: "none" })) });
const otherwise = ({ events }: EventBatch) => ({ events: events.map((event) => ({ ...event, rating: 1 })) });
const check = () => checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });

async function expectWhole(): Promise<void> {
  expect((await wholeLog(db)).sort((a, b) => a.atMs - b.atMs)).toEqual(ALL.toSorted((a, b) => a.atMs - b.atMs));
  expect(idsOf(await wholeLog(db))).toEqual(idsOf(ALL));
  await check();
  await foldsToItself(db);
}

describe.each([
  ["can no more be read", unreadable],
  ["makes no sense", spoilt],
  ["says something else", otherwise],
])("a row beside it %s", (_, beside) => {
  test("one event of a row that cannot be read comes, and nothing is lost", async () => {
    await damage(1, unreadable);
    await damage(2, beside);
    breakRows();
    await merge(db, A.slice(0, 1), scheduler);
    await expectWhole();
  });

  test("a row that stands under another card is put right, and nothing is lost", async () => {
    await damage(1, () => ({ card: forward("c") }));
    await damage(2, beside);
    breakRows();
    expect(await underTheirCards(db, [1], scheduler)).toBe(40);
    await expectWhole();
  });
});

test("a row that is gone altogether comes back when the one beside it is mended", async () => {
  await damage(1, unreadable);
  await db.delete("events", 2);
  breakRows();
  await merge(db, A.slice(0, 1), scheduler);
  await expectWhole();
});

test("what comes with it and is new is added as ever, be it much", async () => {
  await damage(1, unreadable);
  breakRows();
  const others = reviews(6000, NOW + 10_000_000);
  const { added, mended } = await merge(db, [...others, ...A.slice(0, 1)], scheduler);
  expect([added.length, mended.length]).toEqual([6020, 20]);
  expect(idsOf(await wholeLog(db))).toEqual(idsOf([...ALL, ...others]));
  await check();
  await foldsToItself(db);
});

test("a file that brings one of them mends all, and taking it back takes none of them", async () => {
  await damage(1, unreadable);
  breakRows();
  const more = reviewsOf("c", 2, NOW + 5_000_000);
  const file = await backupBlob({ events: [...more, ...A.slice(0, 1)] });
  const done = await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: false }, quietly);
  expect([done.added, done.mended]).toEqual([2, 20]);
  await takeBack(db, quietly);
  expect((await get(db, forward("a"))).state.reviews).toBe(20);
  expect((await get(db, forward("c"))).state.reviews).toBe(0);
});

test.each([
  ["without a second record", false],
  ["with one", true],
])("copying and the check find nothing to mend behind that: %s", async (_, isCopied) => {
  const place = isCopied ? memoryFiles() : null;
  if (place) await replicate(db, place, { segmentEvents: 40 });
  await damage(1, unreadable);
  breakRows();
  await merge(db, A.slice(0, 1), scheduler);
  if (place) await replicate(db, place, { segmentEvents: 40 });
  const { found } = await checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });
  expect([found.event, found.segment, found.copy]).toEqual([0, 0, 0]);
  await expectWhole();
});

test("where nothing else holds the others, the row says which they were, and that is told", async () => {
  await db.clear("packed");
  await damage(1, unreadable);
  breakRows();
  await merge(db, A.slice(0, 1), scheduler);
  expect(itemsOf(await db.get("events", 1)).map(({ id }) => id)).toEqual(expect.arrayContaining(idsOf(A)));
  expect(vi.mocked(console.error).mock.calls.flat().join()).toContain("nothing here holds 19 of its events");
  expect((await check()).found.event).toBe(19);
});

test.each(["merge", "restore"] as const)(
  "a row that cannot be read for a moment keeps all of its events: %s",
  async (how) => {
    const row = (await db.get("events", 1)) as EventBatch;
    await db.clear("packed");
    await damage(1, unreadable);
    breakRows();
    const { transaction } = IDBDatabase.prototype;
    let writes = 0;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, stores, ...given) {
      // Once the first attempt was taken back.
      if (given[0] === "readwrite" && [...stores].includes("registers") && ++writes === 2)
        transaction.call(this, ["events"], "readwrite").objectStore("events").put(row, 1);
      return transaction.call(this, stores, ...given);
    });
    if (how === "merge") await merge(db, A.slice(0, 1), scheduler);
    else {
      const chosen = await inspectFile(db, await backupBlob({ events: A.slice(0, 1) }), quietly);
      await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
    }
    expect(writes).toBeGreaterThan(1);
    await expectWhole();
  },
);

test("nobody waits long for a row that is mended beside many", async () => {
  const events = reviews(4000, NOW + 10_000_000);
  await merge(db, events, scheduler);
  while (await packNext(db, 1000));
  await damage(1, unreadable);
  breakRows();
  expect(await mostOfOneTransaction(() => merge(db, A.slice(0, 1), scheduler))).toBeLessThan(1100);
  expect(idsOf(await wholeLog(db))).toEqual(idsOf([...ALL, ...events]));
});
