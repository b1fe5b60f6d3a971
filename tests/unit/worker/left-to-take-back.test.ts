/** What is held of a file while it is taken back, and which of its rows a step takes. */
import { expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeSetting, makeUndo } from "../../../src/core/log/make-event.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { endOfStep, type LeftRow, leftToTakeBack } from "../../../src/worker/left-to-take-back.ts";
import { DEVICE, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";

const NAMES = Array.from({ length: 30 }, (_, i) => `f${i}`);
const EACH = 15;
const undoOf = (event: Envelope) => makeUndo(event, maker(NOW + 1e6));
/** All rows of the log. */
const ALL = { from: 1, to: 1e6 };

let db: Database;
useDatabase((opened) => {
  db = opened;
});

test("of a file without undos nothing is held but where its rows stand", async () => {
  await merge(
    db,
    NAMES.flatMap((name) => reviewsOf(name, EACH)),
    scheduler,
  );
  const left = await leftToTakeBack(db, ALL, undoOf, DEVICE);
  expect(left.rows).toHaveLength(NAMES.length);
  expect(left.rows.every(({ left: events }) => events === EACH)).toBe(true);
  for (const row of left.rows) expect(Object.keys(row).sort()).toEqual(["card", "left", "place"]);
  expect([left.leftAlone.size, left.named.size]).toEqual([0, 0]);
});

test("what is gone already is left alone, and an undo of what was here before tells what it names", async () => {
  const before = makeSetting("newPerDay", 3, null, maker(NOW));
  await merge(db, [before], scheduler);
  const [gone, ...stay] = reviewsOf("f0", 3);
  const undo = makeUndo(before, maker(NOW + 1000));
  if (!gone) throw new Error("no review");
  await merge(db, [gone, ...stay, undo], scheduler);
  await merge(db, [makeUndo(gone, maker(NOW + 2000))], scheduler);
  const left = await leftToTakeBack(db, { from: 2, to: 3 }, undoOf, DEVICE);
  // The undo, which concerns no card, goes first.
  expect(left.rows.map(({ card, left: events }) => [card, events])).toEqual([
    [undefined, 1],
    [gone.card, 2],
  ]);
  expect([...left.leftAlone]).toEqual([gone.id]);
  expect([...left.named.values()]).toEqual([before]);
});

/** Rows by what they are written as: a card, and how many events. */
const rowsOf = (...all: readonly (readonly [string | null, number])[]): LeftRow[] =>
  all.map(([card, left], place) => ({ place, card: (card ?? undefined) as LeftRow["card"], left }));

test.each([
  ["as many rows as fit", rowsOf(["a", 4], ["b", 4], ["c", 4]), 2],
  ["one at least", rowsOf(["a", 40], ["b", 4]), 1],
  ["the rest of a card", rowsOf(["a", 8], ["b", 2], ["b", 4], ["c", 1]), 3],
  ["a part of one that has very many", rowsOf(["a", 8], ["a", 8], ["a", 8]), 2],
  ["what concerns no card by itself", rowsOf([null, 1], [null, 1], ["a", 1]), 2],
  ["no more of that than fits", rowsOf([null, 6], [null, 6], ["a", 1]), 1],
])("a step takes %s", (_, rows, end) => {
  expect(endOfStep(rows, 0, 10)).toBe(end);
});
