/** A row that holds several events is read once for all of them, and a step holds as many events as it should, not as many rows. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { lackingAmong } from "../../../src/copies/take-in/take-in.ts";
import { MOST_IN_BATCH } from "../../../src/store/database/event-rows.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { addEvents } from "../../../src/store/log/log.ts";
import { readableInPieces } from "../../../src/store/log/readable-rows.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { logInPieces } from "../../../src/store/segments/bulk-log.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { nextUndo } from "../../../src/store/writing/undo.ts";
import { at, FIVE, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviews, reviewsOf } from "../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../support/database/rows-by-transaction.ts";
import { rowsReadOf } from "../../support/database/rows-of-store.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

const many = ["a", "b", "c"].flatMap((name, i) => reviewsOf(name, 2 * MOST_IN_BATCH, NOW - i * 9_000_000));

test("what is lacking of many events is found with each row read once", async () => {
  await merge(db, many.slice(0, -1), scheduler);
  expect(
    await rowsReadOf("events", async () => {
      expect(await lackingAmong(db, many, false)).toEqual({ lacking: many.slice(-1), unreadable: [] });
    }),
  ).toBe(6);
});

test("a merge of what is here reads each row once", async () => {
  await merge(db, many, scheduler);
  expect(await rowsReadOf("events", () => merge(db, many, scheduler))).toBe(6);
});

test("the way back to what can be undone reads each row once", async () => {
  await merge(db, many, scheduler);
  const wanted = { made: [], device: OTHER_DEVICE, studyDay: at(NOW).today };
  expect(
    await rowsReadOf("events", async () => {
      expect(await nextUndo(db, wanted)).toBeNull();
    }),
  ).toBe(6);
});

test("no step of packing or of reading all takes in many more events than it should", async () => {
  const log = reviewsOf("a", 4000);
  await merge(db, log, scheduler);
  const sizes: number[] = [];
  for await (const { events } of logInPieces(db)) sizes.push(events.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(4000);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
  // Keys and rows.
  expect(await mostOfOneTransaction(() => packNext(db))).toBeLessThanOrEqual((2 * 1000) / MOST_IN_BATCH);
});

test("rows of one event come as many at a time as before, and full ones behind them a few", async () => {
  await addEvents(db.transaction("events", "readwrite").store, reviews(3000));
  await merge(db, reviewsOf("a", 5000, NOW), scheduler);
  const sizes: number[] = [];
  for await (const { rows } of readableInPieces(db, { after: 0, before: null }, 1000)) sizes.push(rows.length);
  expect(sizes.slice(0, 4)).toEqual([50, 200, 800, 1000]);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(3250);
});
