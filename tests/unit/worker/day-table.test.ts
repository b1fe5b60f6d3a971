/** The table of days as the worker makes it from a whole database. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { sumsBetween } from "../../../src/core/stats/day-table.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/open.ts";
import { readDayTable } from "../../../src/worker/day-table.ts";
import { content, deck } from "../../support/cards.ts";
import { at, deleteDatabase, FIVE, forward, get, grade, NOW, scheduler, undo } from "../../support/db-steps.ts";
import { reviews } from "../../support/long-log.ts";

let db: Database;
beforeEach(async () => {
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
afterEach(() => db.close());

const quietly = (): void => {};
const all = async () => sumsBetween(await readDayTable(db, quietly), -1, 100_000);

test("holds what counts, day by day", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  await grade(db, await get(db, forward("b")), 4, NOW);
  await undo(db, NOW + 1000);
  await grade(db, await get(db, forward("a")), 1, NOW + 9 * DAY_MS);
  const table = await readDayTable(db, quietly);
  expect([...table.days]).toEqual([at(NOW).today, at(NOW + 9 * DAY_MS).today]);
  const sums = sumsBetween(table, 0, 100_000);
  expect([sums.answers, sums.introduced, sums.moved]).toEqual([2, 1, { new: -1, learning: 1, young: 0, mature: 0 }]);
  expect(sums.retention.young).toEqual({ passed: 0, asked: 1 });
});

test("counts a card's answers under the id that it had before as its own", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  const renamed = [content("new-name", 0, { formerIds: [forward("a")] }), ...FIVE.slice(1)];
  await installDeck(db, deck(renamed, "2"), scheduler, NOW);
  await grade(db, await get(db, forward("new-name")), 3, NOW + 8 * DAY_MS);
  const sums = await all();
  expect([sums.answers, sums.introduced]).toEqual([2, 1]);
  expect(sums.retention.young).toEqual({ passed: 1, asked: 1 });
  expect(sums.moved.new).toBe(-1);
});

test("counts what was answered of cards that are gone, and not where they stand", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  await installDeck(db, deck(FIVE.slice(1), "2"), scheduler, NOW);
  expect(await all()).toMatchObject({ answers: 1, moved: { new: 0, learning: 0, young: 0, mature: 0 } });
});

test("reads a log that is longer than one piece, and says how far it has come", async () => {
  const log = db.transaction("events", "readwrite");
  for (const event of reviews(12_001)) void log.store.add(event);
  await log.done;
  const said: number[] = [];
  const table = await readDayTable(db, (done, total) => {
    expect(done).toBeLessThanOrEqual(total);
    said.push(done / total);
  });
  expect(sumsBetween(table, 0, 100_000).answers).toBe(12_001);
  expect(said.length).toBeGreaterThanOrEqual(3);
  expect(said.slice(0, 3)).toEqual(said.slice(0, 3).toSorted((a, b) => a - b));
});
