/** Rows of several events that something has damaged: what is whole counts, once, and what is not stays to be mended. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventBatch } from "../../../src/store/event-rows.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { merge } from "../../../src/store/merge.ts";
import { type Database, openDatabase } from "../../../src/store/open.ts";
import { deck } from "../../support/cards.ts";
import { deleteDatabase, FIVE, forward, get, NOW, scheduler } from "../../support/db-steps.ts";
import { reviewsOf } from "../../support/long-log.ts";

const A = reviewsOf("a", 5);
const B = reviewsOf("b", 5, NOW + 1000);

let db: Database;
beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, [...A, ...B], scheduler);
});
afterEach(async () => {
  vi.restoreAllMocks();
  db.close();
  await deleteDatabase();
});

async function batch(place = 1): Promise<EventBatch> {
  const row = await db.get("events", place);
  if (!row || !("events" in row) || !Array.isArray(row.id)) throw new Error("no batch");
  return row;
}
const put = (row: unknown): Promise<number> => db.put("events", row as EventBatch, 1);

test("an event of another card in a card's row is none of its reviews", async () => {
  const row = await batch();
  const strange = reviewsOf("c", 1, NOW + 900_000);
  await put({ ...row, id: [...row.id, ...strange.map(({ id }) => id)], events: [...row.events, ...strange] });
  await merge(db, reviewsOf("a", 1, NOW + 1_000_000), scheduler);
  expect((await get(db, forward("a"))).state.lastEventAtMs).toBe(NOW + 1_000_000);
  expect((await get(db, forward("a"))).state.reviews).toBe(6);
});
