/** Cards that wait for facts, so many at once that the database is first asked whether any fact is known at all. */
import { expect, test } from "vitest";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

/** Each card but the first waits for the fact of the one before it. */
const chain = (cards: number, version: string) =>
  deck(
    Array.from({ length: cards }, (_, i) => content(`f${i}`, i, { unlockedBy: i === 0 ? [] : [fact(`f${i - 1}`)] })),
    version,
  );
const unlocked = async (): Promise<number> => (await db.getAll("states")).filter(({ locked }) => !locked).length;

test("are unlocked by a merge of many answers, and stay so when the deck comes with more cards", async () => {
  await installDeck(db, chain(30, "1"), scheduler, NOW);
  expect(await unlocked()).toBe(1);
  await merge(db, Array.from({ length: 25 }, (_, i) => reviewsOf(`f${i}`, 1)).flat(), scheduler);
  await foldsToItself(db);
  expect(await unlocked()).toBe(26);
  await installDeck(db, chain(60, "2"), scheduler, NOW);
  await foldsToItself(db);
  expect(await unlocked()).toBe(26);
});
