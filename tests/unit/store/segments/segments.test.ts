/** The log in packed segments: every event stands in exactly one of them or among the unpacked, whatever happens to it. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { EventId } from "../../../../src/core/ids.ts";
import { eventsAmong } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeSeen } from "../../../../src/core/log/make-event.ts";
import { inIdOrder } from "../../../../src/core/text-order.ts";
import { write } from "../../../../src/store/database/transaction.ts";
import { addEvents, allEvents } from "../../../../src/store/log/log.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { countEvents } from "../../../../src/store/segments/count-events.ts";
import { unpackEvents } from "../../../../src/store/segments/pack.ts";
import { dropSegment, segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext, readSegmented } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { mostOfOneTransaction } from "../../../support/database/rows-by-transaction.ts";
import { rowsReadOf } from "../../../support/database/rows-of-store.ts";
import { useDatabase } from "../../../support/database/use-database.ts";

const SIZE = 10;
let db: Database;
useDatabase((opened) => {
  db = opened;
});

const seen = (n: number): Envelope => makeSeen(`term/deck/${n}`, maker(NOW + n));
const fill = async (count: number): Promise<Envelope[]> => {
  const events = Array.from({ length: count }, (_, i) => seen(i));
  await addEvents(db.transaction("events", "readwrite").store, events);
  return events;
};
async function packAll(): Promise<void> {
  while (await packNext(db, SIZE));
}
/** Every event of the segments and of what none of them holds, in that order. */
async function segmented(): Promise<Envelope[]> {
  const { heads, unpacked } = await readSegmented(db);
  const packed = await Promise.all(
    heads.map(async ({ number, events }) => {
      const bytes = await db.get("packed", number);
      const found = eventsAmong(await unpackEvents(bytes ?? new Uint8Array()));
      expect(found).toHaveLength(events);
      return found;
    }),
  );
  return [...packed.flat(), ...unpacked];
}
const expectWhole = async (): Promise<void> => {
  const events = await allEvents(db.transaction("events").store);
  expect((await segmented()).sort(inIdOrder)).toEqual(events.sort(inIdOrder));
  expect((await countEvents(db)).events).toBe(events.length);
};

test.each([0, 1, 9, 10, 11, 35])("of %i events the whole tens are packed, each once", async (count) => {
  const events = await fill(count);
  await packAll();
  expect(await segmentHeads(db)).toHaveLength(Math.floor(count / SIZE));
  expect(await segmented()).toEqual(events);
});

test("no grade waits for a thousand rows while they are packed", async () => {
  await fill(1000);
  const most = await mostOfOneTransaction(() => packNext(db));
  // Two hundred rows with their places.
  expect(most).toBeLessThanOrEqual(400);
  expect((await segmentHeads(db)).map(({ events }) => events)).toEqual([1000]);
});

test("many pages that pack at once pack each event once", async () => {
  await fill(55);
  const other = await openDatabase();
  const packed = await Promise.all([db, other, db, other, db].map((one) => packNext(one, SIZE)));
  await packAll();
  other.close();
  const numbers = packed.flatMap((segment) => (segment ? [segment.number] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect((await segmentHeads(db)).map(({ from, to }) => [from, to])).toEqual([
    [1, 10],
    [11, 20],
    [21, 30],
    [31, 40],
    [41, 50],
  ]);
  await expectWhole();
});

describe("a row that is spoilt", () => {
  const spoil = async (place: number): Promise<Envelope> => {
    const event = (await db.get("events", place)) as Envelope;
    await db.put("events", { id: event.id, kind: "seen" } as Envelope, place);
    return event;
  };

  test("is left out of its segment, which is packed anew when the event comes back", async () => {
    await fill(30);
    const event = await spoil(15);
    await packAll();
    expect((await segmentHeads(db)).map(({ events }) => events)).toEqual([10, 9, 10]);
    const hashes = (await segmentHeads(db)).map(({ hash }) => hash);
    await merge(db, [event], scheduler);
    expect((await segmentHeads(db)).map(({ from }) => from)).toEqual([1, 21]);
    await expectWhole();
    await packAll();
    expect((await segmentHeads(db)).map(({ hash }) => hash === hashes[0] || hash === hashes[2])).toEqual([
      true,
      false,
      true,
    ]);
    await expectWhole();
  });

  test("and mended while its neighbours are being packed is not forgotten", async () => {
    await fill(10);
    const event = await spoil(5);
    const packing = packNext(db, SIZE);
    await merge(db, [event], scheduler);
    await packing;
    await packAll();
    await expectWhole();
  });

  test("and mended between its reading and the writing of its segment is packed as it was mended", async () => {
    await fill(10);
    const event = await spoil(5);
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, "digest").mockImplementationOnce(async (...given) => {
      await merge(db, [event], scheduler);
      return digest(...given);
    });
    expect((await packNext(db, SIZE))?.events).toBe(10);
    await expectWhole();
    vi.restoreAllMocks();
  });

  test("and comes back with others takes its segment away with them, in one look at all segments", async () => {
    const read: number[] = [];
    for (const places of [[17], [38, 3, 17, 4]]) {
      db.close();
      await deleteDatabase();
      db = await openDatabase();
      await fill(45);
      await packAll();
      const events: Envelope[] = [];
      for (const place of places) events.push(await spoil(place));
      read.push(await rowsReadOf("segments", () => merge(db, events, scheduler)));
      const kept = [1, 11, 21, 31].filter((from) => !places.some((place) => place >= from && place < from + SIZE));
      expect((await segmentHeads(db)).map(({ from }) => from)).toEqual(kept);
      await packAll();
      await expectWhole();
    }
    expect(read[1]).toBe(read[0]);
  });

  test("hinders the packing of nothing, even where ten of them are all there is", async () => {
    await fill(30);
    for (let place = 11; place <= 20; place++) await spoil(place);
    await packAll();
    expect((await segmentHeads(db)).map(({ events }) => events)).toEqual([10, 0, 10]);
    await expectWhole();
  });
});

test("rows that were removed leave a gap that keeps nothing from being packed", async () => {
  await fill(30);
  await packAll();
  await write(db, ["events", "segments", "packed"], async (transaction) => {
    await dropSegment(transaction, 2);
    await transaction.objectStore("events").delete(IDBKeyRange.bound(11, 20));
  });
  await addEvents(
    db.transaction("events", "readwrite").store,
    Array.from({ length: 10 }, (_, i) => seen(100 + i)),
  );
  await packAll();
  expect((await segmentHeads(db)).map(({ from, to }) => [from, to])).toEqual([
    [1, 10],
    [21, 30],
    [31, 40],
  ]);
  await expectWhole();
});

test("whatever is packed, dropped, spoilt and merged, in whatever order: every event stands in one place", async () => {
  const step = fc.record({ kind: fc.constantFrom("pack", "drop", "spoil", "mend", "add"), at: fc.nat(40) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      db.close();
      await deleteDatabase();
      db = await openDatabase();
      const all = await fill(25);
      let next = 25;
      for (const { kind, at } of steps) {
        if (kind === "pack") await packNext(db, SIZE);
        if (kind === "add") {
          const event = seen(next++);
          all.push(event);
          await merge(db, [event], scheduler);
        }
        if (kind === "drop") {
          await write(db, ["segments", "packed"], (transaction) => dropSegment(transaction, at % 4));
        }
        if (kind === "spoil") {
          const event = await db.get("events", at);
          if (event) await db.put("events", { id: event.id } as Envelope, at);
        }
        if (kind === "mend") await merge(db, all, scheduler);
      }
      // A row that was spoilt after it was packed is still in its segment: that is what copies are for.
      await merge(db, all, scheduler);
      const found = await segmented();
      expect(found.sort(inIdOrder)).toEqual([...all].sort(inIdOrder));
      expect(new Set(found.map(({ id }) => id)).size).toBe(all.length);
    }),
    { numRuns: 60 },
  );
});

test("kinds that this version does not know are counted, whatever their names", async () => {
  const kinds = ["later", "constructor", "__proto__", "toString"];
  const unknown = kinds.map((kind, i): Envelope => {
    const { id, device, atMs, offsetMinutes, studyDay } = seen(200 + i);
    return { id: id as EventId, device, kind, atMs, offsetMinutes, studyDay };
  });
  await fill(6);
  await merge(db, unknown, scheduler);
  expect(await countEvents(db)).toEqual({ events: 10, newer: 4, unreadable: 0 });
  await packAll();
  expect(await countEvents(db)).toEqual({ events: 10, newer: 4, unreadable: 0 });
});

test("so are fields and values that this version does not know, each event once, whichever sort it is of", async () => {
  const unknown = [
    { mood: "fine" },
    { value: "twice" },
    { value: "twice", mood: ["fine", null] },
    { mood: "x".repeat(2000) },
  ].map((more, i) => ({ ...seen(200 + i), ...more }) as Envelope);
  await fill(6);
  await merge(db, unknown, scheduler);
  expect(await countEvents(db)).toEqual({ events: 10, newer: 4, unreadable: 0 });
  await packAll();
  expect(await countEvents(db)).toEqual({ events: 10, newer: 4, unreadable: 0 });
});

test("they are counted also while very many events are not packed yet", async () => {
  const events = Array.from({ length: 5_200 }, (_, i) => ({ ...seen(i), ...(i % 2 === 0 && { kind: "later" }) }));
  await addEvents(db.transaction("events", "readwrite").store, events);
  expect(await countEvents(db)).toEqual({ events: 5_200, newer: 2_600, unreadable: 0 });
});
