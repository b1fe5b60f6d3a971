/** A row that the browser cannot read is passed over, counted and told; it hinders neither packing nor copying. */
import { afterEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import { leftOf } from "../../../src/copies/check/findings.ts";
import { readEvents } from "../../../src/copies/place/events-file.ts";
import { journalsIn, segmentsIn } from "../../../src/copies/place/file-names.ts";
import { replicate } from "../../../src/copies/place/replicate.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeSeen } from "../../../src/core/log/make-event.ts";
import { addEvents } from "../../../src/store/log/log.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { logInPieces } from "../../../src/store/segments/bulk-log.ts";
import { countEvents } from "../../../src/store/segments/count-events.ts";
import { segmentHeads } from "../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { idsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";

const SIZE = 10;
/** Two places in segments, and one behind the last. */
const UNREADABLE = [7, 15, 24];

let db: Database;
let events: readonly Envelope[];
let broken: readonly number[];
/** So many times bytes of a segment cannot be read. */
let failsOfPacked = 0;

useDatabase(async (opened) => {
  db = opened;
  vi.spyOn(console, "error").mockImplementation(() => {});
  events = Array.from({ length: 26 }, (_, i) => makeSeen(`term/deck/${i}`, maker(NOW + i)));
  await addEvents(db.transaction("events", "readwrite").store, events);
  broken = UNREADABLE;
  failsOfPacked = 0;
  breakReading();
});
afterEach(() => vi.restoreAllMocks());

/** As a browser whose files are damaged: asking for the row, alone or among others, fails. */
function breakReading(): void {
  const { get, getAll } = IDBObjectStore.prototype;
  const fail = (): never => {
    throw new DOMException("the row cannot be read", "DataError");
  };
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === "packed" && failsOfPacked-- > 0) return fail();
    return this.name === "events" && broken.some((place) => place === key) ? fail() : get.call(this, key);
  });
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, query, count) {
    if (this.name !== "events") return getAll.call(this, query, count);
    const range = query instanceof IDBKeyRange ? query : null;
    const asked = events.map((_, i) => i + 1).filter((place) => range === null || range.includes(place));
    return asked.slice(0, count).some((place) => broken.includes(place)) ? fail() : getAll.call(this, query, count);
  });
}

const readable = (): Envelope[] => events.filter((_, i) => !broken.includes(i + 1));

test("packing goes past it, and the segment says how many there were", async () => {
  while (await packNext(db, SIZE));
  const heads = await segmentHeads(db);
  expect(heads.map(({ from, to, events: count, unreadable }) => [from, to, count, unreadable])).toEqual([
    [1, 10, 9, 1],
    [11, 20, 9, 1],
  ]);
  expect(await countEvents(db)).toEqual({ events: 23, newer: 0, unreadable: 3 });
});

test("statistics are worked out from all the others", async () => {
  const read: Envelope[] = [];
  for await (const piece of logInPieces(db)) read.push(...piece.events);
  expect(read).toEqual(readable());
});

test("copying comes to its end, with every other event in the copy", async () => {
  const place = memoryFiles();
  expect(await replicate(db, place, { segmentEvents: SIZE })).toMatchObject({ complete: true });
  const names = await place.list();
  const files = await Promise.all([...segmentsIn(names), ...journalsIn(names)].map((file) => readEvents(place, file)));
  const copied = files.flatMap((read) => (typeof read === "string" ? [] : read.events));
  expect(idsOf(copied)).toEqual(idsOf(readable()));
});

test("the check tells of it and leaves it", async () => {
  while (await packNext(db, SIZE));
  const checked = await checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
  expect([checked.found.event, leftOf(checked).event, checked.found.segment]).toEqual([3, 3, 0]);
});

test("bytes of a segment that cannot be read are packed anew", async () => {
  broken = [];
  while (await packNext(db, SIZE));
  failsOfPacked = 1;
  const place = memoryFiles();
  expect(await replicate(db, place, { segmentEvents: SIZE })).toMatchObject({ complete: true });
  expect(segmentsIn(await place.list())).toHaveLength(2);
});
