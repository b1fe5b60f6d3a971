/** A deck of many cards that were answered is removed in one transaction, for which a grade waits: it asks for little. */
import { expect, test } from "vitest";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { READS, watchRequests } from "../../../support/database/watch-requests.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

test("neither logs nor cards are asked for one by one", async () => {
  const names = Array.from({ length: 300 }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW, "own");
  await merge(
    db,
    names.flatMap((name) => reviewsOf(name, 3)),
    scheduler,
  );
  const days = await db.getAll("days");
  const asked = { events: 0, states: 0 };
  await watchRequests(
    READS,
    (_, { name }) => {
      if (name === "events" || name === "states") asked[name]++;
    },
    () => removeDeck(db, TEST_DECK),
  );
  expect(asked.events).toBeLessThan(10);
  // Cards elsewhere may have had their ids.
  expect(asked.states).toBeLessThan(20);
  expect(await db.count("states")).toBe(0);
  expect(await db.getAll("days")).toHaveLength(days.length);
  await foldsToItself(db);
});
