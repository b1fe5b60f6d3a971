/** All rows of a store, in pieces that a browser hands over. */
import { afterEach, expect, test, vi } from "vitest";
import { allReadable } from "../../../../src/store/database/readable.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { FIVE, forward, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
afterEach(() => vi.restoreAllMocks());

test.each([1, 2, 5, 6, 100])("%i at a time are every row, once, in order", async (atOnce) => {
  expect(await allReadable(db.transaction("contents").store, atOnce)).toEqual(FIVE);
});

test.each([1, 2, 5, 6, 100])("%i at a time leave out the one row that cannot be read", async (atOnce) => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const [, second] = FIVE;
  if (!second) throw new Error("there is no such card");
  await db.put("contents", { ...second, ...UNREADABLE });
  breakRows();
  const rows = await allReadable(db.transaction("contents").store, atOnce);
  expect(rows.map((row) => row?.id)).toEqual(["a", undefined, "c", "d", "e"].map((name) => name && forward(name)));
});
