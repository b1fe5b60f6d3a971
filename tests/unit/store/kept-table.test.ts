/** What is kept of the table of all cards stays of use to the next page while no card has moved. */
import { expect, test } from "vitest";
import { refoldAgain, refoldStates } from "../../../src/copies/refold-states.ts";
import { cardTables } from "../../../src/store/card-table/card-table.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { content, deck } from "../../support/cards.ts";
import { countRows } from "../../support/count-rows.ts";
import { NOW, scheduler } from "../../support/db-steps.ts";
import { useDatabase } from "../../support/use-database.ts";

let db: Database;
const MANY = Array.from({ length: 2500 }, (_, i) => content(`many-${i}`, i));
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(MANY), scheduler, NOW);
});
async function kept(): Promise<void> {
  const tables = cardTables(db);
  await tables.read();
  await tables.keep();
}
/** By the next page. */
const rowsRead = async (): Promise<number> => (await countRows(() => cardTables(db).read())).read;
const refold = () => refoldStates(db, scheduler, () => true);

test("the first care after a deck came, which finds nothing to work out anew, leaves it in use", async () => {
  await kept();
  expect(await refold()).toBe(false);
  expect(await rowsRead()).toBeLessThan(30);
});

test("so do a check, after which all states are looked at again, and the care that does so", async () => {
  await refold();
  await kept();
  await refoldAgain(db);
  expect(await rowsRead()).toBeLessThan(30);
  await kept();
  expect(await refold()).toBe(false);
  expect(await rowsRead()).toBeLessThan(30);
});
