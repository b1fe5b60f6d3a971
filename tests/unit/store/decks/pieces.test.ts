/** Whoever reads all cards in pieces may work on each for long. */
import { expect, test } from "vitest";
import { statesInPieces, statesOnInPieces } from "../../../../src/store/decks/all-cards.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { MANY } from "../../../support/database/many-cards.ts";
import { watchTransactions } from "../../../support/database/open-transactions.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { deck } from "../../../support/samples/cards.ts";

const CARDS = MANY.slice(0, 1100);
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS), scheduler, NOW);
});

test("no transaction is left open with a piece, nor with the last one, for which a grade would wait", async () => {
  await watchTransactions(async (open) => {
    const pieces: number[] = [];
    for await (const rows of statesInPieces(db)) {
      expect(open()).toBe(0);
      pieces.push(rows.length);
    }
    expect(pieces).toEqual([1000, 100]);
    expect(open()).toBe(0);
    for await (const _ of statesOnInPieces(db)) expect(open()).toBe(0);
  });
});
