import { expect, test } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import type { UndoEvent } from "../../../../src/core/log/kinds.ts";
import { makeSeen, makeUndo } from "../../../../src/core/log/make-event.ts";
import { hasEvents } from "../../../../src/store/log/has-events.ts";
import {
  addEvents,
  allEvents,
  cardEvents,
  memoisedEvents,
  registersUndoneBy,
  rowsInPieces,
  undosOf,
} from "../../../../src/store/log/log.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { forward, maker, NOW } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const write = async (events: readonly unknown[]): Promise<void> => {
  for (const event of events) await db.add("events", event as Envelope);
};
const reading = () => db.transaction("events").store;
const seen = (atMs: number): Envelope => makeSeen("term/deck/a", maker(atMs));

test.each([0, 1, 9, 10, 11, 25, 30])("a log of %i rows is read whole, in pieces of ten", async (count) => {
  const events = Array.from({ length: count }, (_, i) => seen(1000 + i));
  await addEvents(db.transaction("events", "readwrite").store, events);
  const pieces: (readonly unknown[])[] = [];
  for await (const { rows, places } of rowsInPieces(reading(), { atOnce: 10 })) {
    expect(places.length).toBe(rows.length);
    pieces.push(rows);
  }
  expect(pieces.flat()).toEqual(events);
  expect(pieces.every(({ length }) => length <= 10)).toBe(true);
  expect(await allEvents(reading())).toEqual(events);
  expect(await hasEvents(db)).toBe(count > 0);
});

test("rows that are no events are left out, wherever they are", async () => {
  const [one, two] = [seen(1), { ...seen(2), kind: "review", card: forward("a") }];
  await write([{ id: 7 }, one, two, { card: forward("a"), kind: "review" }]);
  expect(await allEvents(reading())).toEqual([one]);
  expect(await cardEvents(memoisedEvents(reading()), { id: forward("a"), formerIds: [] })).toEqual([]);
});

test("undos are found through undos, and what they take back in the end", async () => {
  const first = seen(NOW);
  const undo = makeUndo(first, maker(NOW + 1));
  const again = makeUndo(undo, maker(NOW + 2));
  await write([first, undo, again, { ...seen(NOW + 3), kind: "later-kind", undoes: first.id }]);
  expect((await undosOf(reading(), [first.id])).map(({ id }) => id)).toEqual([undo.id, again.id]);
  expect(await registersUndoneBy(reading(), [again])).toEqual([first]);
});

test("undos that name each other are each found once", async () => {
  const [a, b] = [makeUndo(seen(NOW), maker(NOW + 1)), makeUndo(seen(NOW), maker(NOW + 2))];
  const circle: UndoEvent[] = [
    { ...a, undoes: b.id },
    { ...b, undoes: a.id },
  ];
  await write(circle);
  expect(new Set((await undosOf(reading(), [a.id])).map(({ id }) => id))).toEqual(new Set([a.id, b.id]));
  expect(await registersUndoneBy(reading(), circle)).toEqual([]);
});
