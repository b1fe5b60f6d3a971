/** What is kept of the table of all cards stays of use to the next page while no card has moved. */
import { expect, test } from "vitest";
import type { CardId, DeckId } from "../../../../src/core/ids.ts";
import { makeReview } from "../../../../src/core/log/make-event.ts";
import { cardTables } from "../../../../src/store/card-table/card-table.ts";
import { forgetKept } from "../../../../src/store/card-table/kept-table.ts";
import { madeAnewKey } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { refoldAgain, refoldStates } from "../../../../src/store/states/refold-states.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { maker, NOW, OTHER_DEVICE, scheduler } from "../../../support/database/db-steps.ts";
import { keepTable, MANY, ofEach, readAnew, tryToKeep } from "../../../support/database/many-cards.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { card, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(MANY), scheduler, NOW);
});
/** By the next page. */
const rowsRead = async (): Promise<number> => (await readAnew(db)).read;
const refold = () => refoldStates(db, scheduler, () => true);

test("the first care after a deck came, which finds nothing to work out anew, leaves it in use", async () => {
  await keepTable(db);
  expect(await refold()).toBe(false);
  expect(await rowsRead()).toBeLessThan(30);
});

test("so do a check, after which all states are looked at again, and the care that does so", async () => {
  await refold();
  await keepTable(db);
  await refoldAgain(db);
  expect(await rowsRead()).toBeLessThan(30);
  await keepTable(db);
  expect(await refold()).toBe(false);
  expect(await rowsRead()).toBeLessThan(30);
});

test("a review of a card whose deck is not here leaves it in use", async () => {
  await keepTable(db);
  const gone = { ...card("x"), id: "removed-deck/x/forward" as CardId, deck: "removed-deck" as DeckId };
  const wait = { unit: "days", count: 3 } as const;
  const answer = { rating: 3, wait, shownAtMs: NOW, surface: "popup", factRevision: 1 } as const;
  await merge(db, [makeReview(gone, answer, maker(NOW + 1000, OTHER_DEVICE))], scheduler);
  expect(await rowsRead()).toBeLessThan(30);
});

test("it is kept whole or not at all, also where a check throws it away between a page's reading and its keeping", async () => {
  await keepTable(db);
  await merge(db, ofEach(110), scheduler);
  const page = cardTables(db);
  await page.read();
  await forgetKept(db);
  await page.keep();
  const keys = await db.getAllKeys("local", IDBKeyRange.bound(madeAnewKey(""), madeAnewKey("\uffff")));
  expect([0, 2]).toContain(keys.length);
});

test.each([1, 1999, 2000, 2001])("%i cards are those of the deck, kept or not", async (count) => {
  await installDeck(db, deck(MANY.slice(0, count), "2"), scheduler, NOW);
  await tryToKeep(db);
  expect((await rowsRead()) < 30).toBe(count >= 2000);
  const { ids } = (await cardTables(db).read()).cards;
  expect([ids.length, ids.at(0), ids.at(count - 1)]).toEqual([count, MANY[0]?.id, MANY[count - 1]?.id]);
});
