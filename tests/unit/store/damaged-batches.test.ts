/** Rows of several events that something has damaged: what is whole counts, once, and what is not stays to be mended. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import {
  type EventBatch,
  eventsIn,
  itemsOf,
  MOST_IN_BATCH,
  mendedRow,
  rowsFor,
} from "../../../src/store/database/event-rows.ts";
import { positionRow } from "../../../src/store/database/local.ts";
import type { SegmentRow } from "../../../src/store/database/schema.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { addEvents } from "../../../src/store/log/log.ts";
import { MIGRATIONS } from "../../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { logInPieces } from "../../../src/store/segments/bulk-log.ts";
import { countEvents } from "../../../src/store/segments/count-events.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { deleteDatabase, FIVE, foldsToItself, forward, get, NOW, scheduler } from "../../support/database/db-steps.ts";
import { idsOf, reviewsOf } from "../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";
import { deck } from "../../support/samples/cards.ts";

const A = reviewsOf("a", 5);
const B = reviewsOf("b", 5, NOW + 1000);

let db: Database;
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, [...A, ...B], scheduler);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function batch(place = 1): Promise<EventBatch> {
  const row = await db.get("events", place);
  if (!row || !("events" in row) || !Array.isArray(row.id)) throw new Error("no batch");
  return row;
}
const put = (row: unknown): Promise<number> => db.put("events", row as EventBatch, 1);
const check = () => checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
async function counted(): Promise<EventId[]> {
  const ids: EventId[] = [];
  for await (const { events } of logInPieces(db)) ids.push(...events.map(({ id }) => id));
  return ids.sort();
}

test("a segment of version 2 whose head cannot be read is packed anew, and hinders no upgrade", async () => {
  db.close();
  await deleteDatabase();
  const old = await openDatabase({ migrations: MIGRATIONS.slice(0, 2) });
  for (const event of A) await old.add("events", event);
  const head = await packNext(old, 5);
  await old.put("segments", { ...head, ...UNREADABLE } as unknown as SegmentRow);
  old.close();
  breakRows();
  db = await openDatabase({ care: { before: async () => {}, after: async () => {} } });
  expect(await counted()).toEqual(idsOf(A));
  expect(await packNext(db, 5)).toMatchObject({ number: 1, events: 5, rows: 5 });
  expect(await counted()).toEqual(idsOf(A));
});

test("what is spoilt in a row and was not mended with the others stays in it", async () => {
  const row = await batch();
  const spoil = (event: Envelope) => ({ ...event, atMs: "then", note: "of use to somebody" });
  await put({ ...row, events: row.events.map((event, i) => (i < 2 ? spoil(event) : event)) });
  expect((await merge(db, A.slice(0, 1), scheduler)).added).toHaveLength(1);
  const now = await batch();
  expect(now.events).toContainEqual(spoil(A[1] as Envelope));
  expect([...now.id].sort()).toEqual(idsOf(A));
  expect((await merge(db, A, scheduler)).added).toHaveLength(1);
  expect((await batch()).events.toSorted((a, b) => a.atMs - b.atMs)).toEqual(A);
  await foldsToItself(db);
});

test.each([1, 6000])(
  "of a row that cannot be read and came back in part, the rest is still missed: %i events",
  async (count) => {
    await put({ ...(await batch()), ...UNREADABLE });
    breakRows();
    const others = reviewsOf("c", count);
    expect((await merge(db, [...others, ...A.slice(0, 2)], scheduler)).added).toHaveLength(count + 2);
    expect([...(await batch()).id].sort()).toEqual(idsOf(A));
    expect((await check()).found.event).toBe(3);
    expect((await merge(db, A, scheduler)).added).toHaveLength(3);
    expect((await check()).found.event).toBe(0);
    expect(idsOf(eventsIn([await batch()]))).toEqual(idsOf(A));
    await foldsToItself(db);
  },
);

test("an event of another card in a card's row is none of its reviews", async () => {
  const row = await batch();
  const strange = reviewsOf("c", 1, NOW + 900_000);
  await put({ ...row, id: [...row.id, ...strange.map(({ id }) => id)], events: [...row.events, ...strange] });
  await merge(db, reviewsOf("a", 1, NOW + 1_000_000), scheduler);
  expect((await get(db, forward("a"))).state.lastEventAtMs).toBe(NOW + 1_000_000);
  expect((await get(db, forward("a"))).state.reviews).toBe(6);
});

test("an event that stands twice in a row is counted once", async () => {
  const row = await batch();
  await put({ ...row, events: [...row.events, ...row.events.slice(0, 2)], id: [...row.id, ...row.id.slice(0, 2)] });
  expect(await counted()).toEqual(idsOf([...A, ...B]));
  expect((await packNext(db, 10))?.events).toBe(10);
  expect(await counted()).toEqual(idsOf([...A, ...B]));
});

test.each([
  ["is empty", []],
  ["lacks some", A.slice(1).map(({ id }) => id)],
])("what is whole in a row counts also where its list of ids %s", async (_, id) => {
  await put({ ...(await batch()), id });
  expect(await counted()).toEqual(idsOf([...A, ...B]));
  expect(await packNext(db, 10)).toMatchObject({ events: 10, rows: 2 });
  expect(await counted()).toEqual(idsOf([...A, ...B]));
});

test("a row that says nothing at all is told of, and its segment is not taken for whole", async () => {
  await put({ id: [], events: [] });
  expect(await packNext(db, 6)).toMatchObject({ events: 5, rows: 1 });
  expect((await check()).found.event).toBe(1);
});

test("what has the id of another event in the same batch is refused as it would be in a row of its own", () => {
  const [one, two] = A;
  if (!one || !two) throw new Error("no reviews");
  expect(rowsFor([one, two, { ...one, kind: "later" }])).toHaveLength(2);
  expect(rowsFor(reviewsOf("a", MOST_IN_BATCH))).toHaveLength(1);
});

test("what was mended and belongs to no card leaves the ids of the rest of the row where they are", () => {
  const [one] = A;
  if (!one) throw new Error("no review");
  const { card: _, ...cardless }: Envelope = one;
  const { row, others } = mendedRow({ id: [...A.map(({ id }) => id)], events: null }, [cardless]);
  expect(others).toEqual([cardless]);
  expect(itemsOf(row).map(({ id }) => id)).toEqual(A.slice(1).map(({ id }) => id));
});

test("an upgrade whose index refuses two rows of one id fails as such, and the database stays", async () => {
  db.close();
  await deleteDatabase();
  const old = await openDatabase({ migrations: MIGRATIONS.slice(0, 2) });
  const [first] = A;
  await old.add("events", first as Envelope);
  await old.add("events", { ...first, id: ["x", first?.id] } as never);
  old.close();
  const care = { before: async () => {}, after: async () => {} };
  await expect(openDatabase({ care })).rejects.toMatchObject({ trouble: "upgradeFailed" });
  db = await openDatabase({ migrations: MIGRATIONS.slice(0, 2) });
  expect(await db.count("events")).toBe(2);
});

test("what is nothing beside a row that comes back whole is still told of as left", async () => {
  await db.add("events", { nothing: true } as never);
  expect(await packNext(db, 11)).toMatchObject({ events: 10, rows: 2 });
  await put({ ...(await batch()), ...UNREADABLE });
  breakRows();
  const { found, mended } = await check();
  expect([found.event, mended.event]).toEqual([6, 5]);
});

test("a row that cannot be read counts for as many events as it held, packed or not", async () => {
  await put({ ...(await batch()), ...UNREADABLE });
  breakRows();
  expect(await countEvents(db)).toEqual({ events: 5, newer: 0, unreadable: 5 });
  expect(await packNext(db, 2)).toMatchObject({ events: 5, unreadable: 5 });
  expect(await countEvents(db)).toEqual({ events: 5, newer: 0, unreadable: 5 });
});

test("it is mended in a write that nobody waits long for, however long the log is", async () => {
  await addEvents(db.transaction("events", "readwrite").store, reviewsOf("c", 4000, NOW + 2000));
  await put({ ...(await batch()), ...UNREADABLE });
  breakRows();
  const most = await mostOfOneTransaction(() => merge(db, A.slice(0, 2), scheduler));
  expect(most).toBeLessThan(1100);
  expect([...(await batch()).id].sort()).toEqual(idsOf(A));
});

test("what it is found by is looked up anew where a row was replaced meanwhile", async () => {
  await put({ ...(await batch()), ...UNREADABLE });
  breakRows();
  const { transaction } = IDBDatabase.prototype;
  let writes = 0;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, stores, ...given) {
    // Between the look through the index and the write that wants it another row is mended.
    if (given[0] === "readwrite" && [...stores].includes("registers") && ++writes === 2)
      transaction.call(this, ["local"], "readwrite").objectStore("local").put(positionRow("log-rows-replaced", 9));
    return transaction.call(this, stores, ...given);
  });
  expect((await merge(db, A.slice(0, 2), scheduler)).added).toHaveLength(2);
  expect(writes).toBe(3);
  expect([...(await batch()).id].sort()).toEqual(idsOf(A));
});
