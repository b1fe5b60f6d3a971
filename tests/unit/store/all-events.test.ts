import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { type CardId, makeEventId } from "../../../src/core/ids.ts";
import type { OsteonEvent } from "../../../src/core/log/event.ts";
import { allEvents, eventsInPieces } from "../../../src/store/all-events.ts";
import { openDatabase } from "../../../src/store/open.ts";

const seen = (atMs: number): OsteonEvent => ({
  kind: "seen",
  id: makeEventId(atMs, new Uint8Array(10)),
  card: "a/forward" as CardId,
  atMs,
  offsetMinutes: 0,
  studyDay: 0,
  subject: "term:a",
});

test.each([0, 1, 9, 10, 11, 25, 30])("a log of %i events is read whole, in pieces of ten", async (count) => {
  const db = await openDatabase();
  await db.clear("events");
  const events = Array.from({ length: count }, (_, i) => seen(1000 + i));
  for (const event of events) await db.add("events", event);
  const pieces: OsteonEvent[][] = [];
  for await (const piece of eventsInPieces(db.transaction("events").store, 10)) pieces.push(piece);
  expect(pieces.flat()).toEqual(events);
  expect(pieces.every(({ length }) => length <= 10)).toBe(true);
  expect(await allEvents(db.transaction("events").store)).toEqual(events);
  db.close();
});
