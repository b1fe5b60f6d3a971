/** The memories of all cards, as the worker makes them from a whole database. */
import { expect, test } from "vitest";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readMemories } from "../../../src/worker/memories.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("are those of cards that are in their deck", async () => {
  for (const name of ["a", "b"]) await grade(db, await get(db, forward(name)), 4);
  await installDeck(db, deck(FIVE.slice(1), "2"), scheduler, NOW);
  const { past } = await readMemories(db, () => {});
  expect(past.cards).toEqual([forward("b")]);
});

test("are read from a log that is longer than one piece, and say how far they have come", async () => {
  const log = db.transaction("events", "readwrite");
  for (const event of reviews(12_001)) void log.store.add(event);
  await log.done;
  const said: number[] = [];
  await readMemories(db, ({ done, total }) => {
    expect(done).toBeLessThanOrEqual(total);
    said.push(done / total);
  });
  expect(said.length).toBeGreaterThanOrEqual(3);
  expect(said).toEqual(said.toSorted((a, b) => a - b));
});
