/** Entries of a file, of each of which any number of undos may have come with it. */
import { expect, test } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { entriesLeft } from "../../../src/worker/entries-left.ts";
import { maker, NOW } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";

let later = 0;
const undoOf = (event: Envelope) => makeUndo(event, maker(NOW + ++later));
const idsOf = (events: readonly Envelope[]): EventId[] => events.map(({ id }) => id);
const [one, other, third] = reviewsOf("a", 3) as readonly Envelope[] as readonly [Envelope, Envelope, Envelope];
const NOTHING = { left: [], before: new Set<EventId>(), done: [], lost: [] };

test("an entry that two undos bring is one, and taken back with the second", () => {
  const undos = [one, one, other].map(undoOf);
  const lifting = undos.map(undoOf);
  const entries = entriesLeft([...undos, ...lifting], { ...NOTHING, left: idsOf(lifting) });
  expect(entries).toMatchObject({ done: 0, left: 2, unreadable: 0 });
  // One of which no undo speaks is an entry by itself.
  expect(entries.finishedBy([...lifting.slice(0, 1), third])).toBe(1);
  expect(entries.finishedBy(lifting.slice(1))).toBe(2);
});

test("what is taken back already is told as that only where nothing of it is left", () => {
  const undos = [one, other].map(undoOf);
  const lifting = undos.map(undoOf);
  const done = idsOf(lifting);
  const before = new Set(done);
  const entries = entriesLeft([...undos, ...lifting], { ...NOTHING, done, before, left: [one.id] });
  expect(entries).toMatchObject({ done: 1, left: 1 });
  expect(entries.finishedBy([...lifting, one])).toBe(1);
});

test("one that cannot be read is told of once, by whatever of it", () => {
  const undo = undoOf(one);
  const lifting = undoOf(undo);
  const lost = [one.id, lifting.id, null];
  const entries = entriesLeft([undo, lifting], { ...NOTHING, left: [lifting.id], done: [lifting.id], lost });
  expect(entries).toMatchObject({ done: 0, left: 0, unreadable: 2 });
  expect(entries.finishedBy([lifting])).toBe(0);
});

test("undos that name each other come to an end", () => {
  const first = undoOf(one);
  const second = undoOf(first);
  const circle = [{ ...first, undoes: second.id }, second];
  expect(entriesLeft(circle, { ...NOTHING, left: idsOf(circle) }).left).toBe(1);
});
