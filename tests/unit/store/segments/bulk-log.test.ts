/** The whole log, read from its segments, is what its rows say. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeSeen } from "../../../../src/core/log/make-event.ts";
import { write } from "../../../../src/store/database/transaction.ts";
import { addEvents, allEvents } from "../../../../src/store/log/log.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { logInPieces } from "../../../../src/store/segments/bulk-log.ts";
import { dropSegment, segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { deleteDatabase, maker, NOW } from "../../../support/database/db-steps.ts";

const SIZE = 10;

async function filled(count: number): Promise<Database> {
  await deleteDatabase();
  const db = await openDatabase();
  const events = Array.from({ length: count }, (_, i) => makeSeen(`term/deck/${i}`, maker(NOW + i)));
  await addEvents(db.transaction("events", "readwrite").store, events);
  return db;
}

async function read(db: Database, how: Parameters<typeof logInPieces>[1] = {}): Promise<Envelope[]> {
  const events: Envelope[] = [];
  let last = 0;
  for await (const piece of logInPieces(db, how)) {
    events.push(...piece.events);
    expect(piece.done).toBeGreaterThanOrEqual(last);
    expect(piece.total).toBeGreaterThanOrEqual(piece.done);
    last = piece.done;
  }
  return events;
}

const HARMS = {
  none: async () => {},
  drop: (db: Database, number: number) =>
    write(db, ["segments", "packed"], (transaction) => dropSegment(transaction, number)),
  tear: async (db: Database, number: number) => {
    const bytes = await db.get("packed", number);
    await db.put("packed", new Uint8Array(bytes?.slice(0, -4) ?? []), number);
  },
  lose: (db: Database, number: number) => db.delete("packed", number),
  miscount: async (db: Database, number: number) => {
    const head = await db.get("segments", number);
    if (head) await db.put("segments", { ...head, events: head.events + 1 });
  },
  skipped: async (db: Database, number: number) => {
    const head = await db.get("segments", number);
    if (head) await db.put("segments", { ...head, unreadable: 1 });
  },
};
const harm = fc.constantFrom(...(Object.keys(HARMS) as (keyof typeof HARMS)[]));

test("whatever became of its segments, each event comes once and in the order of arrival", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 65 }),
      fc.array(harm, { maxLength: 6 }),
      fc.nat({ max: 65 }),
      fc.constantFrom(0, 1, SIZE, 1000),
      async (count, harms, upTo, mostHeld) => {
        const db = await filled(count);
        while (await packNext(db, SIZE));
        for (const [i, one] of harms.entries()) await HARMS[one](db, i + 1);
        const all = await allEvents(db.transaction("events").store);
        expect(await read(db, { mostHeld })).toEqual(all);
        expect(await read(db, { upTo, mostHeld })).toEqual(all.slice(0, upTo));
        db.close();
      },
    ),
    { numRuns: 40 },
  );
});

test("what is packed costs a row for each segment, and only the rest one for each event", async () => {
  const db = await filled(63);
  while (await packNext(db, SIZE));
  const getAll = vi.spyOn(IDBObjectStore.prototype, "getAll");
  const events = await read(db);
  const fromLog = getAll.mock.results.filter((_, i) => (getAll.mock.contexts[i] as IDBObjectStore).name === "events");
  getAll.mockRestore();
  expect(events).toHaveLength(63);
  expect(fromLog).toHaveLength(1);
  db.close();
});

test("where not even the heads of the segments can be read, the rows say all", async () => {
  const db = await filled(25);
  while (await packNext(db, SIZE));
  expect(await segmentHeads(db)).toHaveLength(2);
  const damaged = (["getAll", "getAllKeys"] as const).map((how) => {
    const real = IDBObjectStore.prototype[how];
    return vi.spyOn(IDBObjectStore.prototype, how).mockImplementation(function (this: IDBObjectStore, ...asked) {
      if (this.name === "segments") throw new DOMException("damaged", "UnknownError");
      return real.apply(this, asked);
    });
  });
  const said = vi.spyOn(console, "error").mockReturnValue();
  expect(await read(db)).toHaveLength(25);
  for (const one of damaged) one.mockRestore();
  expect(said).toHaveBeenCalledWith("the heads of the segments cannot be read:", expect.any(DOMException));
  said.mockRestore();
  db.close();
});

test("a row that was no event for the version that packed it comes where it stands, once it is one", async () => {
  const db = await filled(2 * SIZE);
  const event = await db.get("events", 3);
  if (!event) throw new Error("no event");
  await db.put("events", { ...event, studyDay: 0 }, 3);
  while (await packNext(db, SIZE));
  // A later version reads what this one cannot; here the row itself is changed, and nobody is told.
  await db.put("events", event, 3);
  expect(await read(db)).toEqual(await allEvents(db.transaction("events").store));
  db.close();
});
