/** Cards, what belongs to them and the log are of one moment, though they are read in pieces. */
import { expect, expectTypeOf, test } from "vitest";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readCardsWithLog, type Wanted } from "../../../../src/store/segments/cards-with-log.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, factOf, TEST_DECK } from "../../../support/samples/cards.ts";

const OTHER = `${TEST_DECK}-2` as typeof TEST_DECK;
const OTHERS = Array.from({ length: 1100 }, (_, i) => content(`other-${i}`, i, { deck: OTHER }));
const other = deck(OTHERS, "1", { id: OTHER, facts: OTHERS.map((_, i) => factOf(`other-${i}`)) });
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, reviews(100), scheduler);
});

const DECKS: Wanted<readonly string[]> = {
  contents: true,
  stores: ["decks"],
  rest: async (transaction) => (await transaction.objectStore("decks").getAll()).map(({ id }) => id),
};

test("read in pieces or in one transaction, it is the same", async () => {
  await installDeck(db, other, scheduler, NOW, "own");
  const inPieces = await readCardsWithLog(db, DECKS);
  expect(inPieces.states).toEqual(await db.getAll("states"));
  expect(inPieces.contents).toEqual(await db.getAll("contents"));
  expect(inPieces.events).toHaveLength(100);
  expect(await readCardsWithLog(db, DECKS, 0)).toEqual(inPieces);
  expect((await readCardsWithLog(db, { ...DECKS, log: false })).events).toEqual([]);
  expect((await readCardsWithLog(db, { ...DECKS, contents: false })).contents).toEqual([]);
});

test("in pieces no transaction reads more than a thousand rows", async () => {
  await installDeck(db, other, scheduler, NOW, "own");
  expect(await mostOfOneTransaction(() => readCardsWithLog(db, DECKS))).toBe(1000);
});

test.each([3, 1])(
  "a deck that comes or goes meanwhile is there with all its cards, or with none (%i tries)",
  async (tries) => {
    const seen = new Set<number>();
    for (let turns = 0; turns < 24; turns++) {
      const reading = readCardsWithLog(db, DECKS, tries);
      for (let i = 0; i < turns; i++) await new Promise(setImmediate);
      if (turns % 2 === 0) await installDeck(db, other, scheduler, NOW, "own");
      else await removeDeck(db, OTHER);
      const { states, contents, rest } = await reading;
      const cards = rest.includes(OTHER) ? FIVE.length + OTHERS.length : FIVE.length;
      expect([states.length, contents.length]).toEqual([cards, cards]);
      seen.add(cards);
    }
    expect(seen.size).toBe(2);
  },
);

test("a card that is graded while all are read stands where the log that was read says", async () => {
  await installDeck(db, other, scheduler, NOW, "own");
  const graded: number[] = [];
  for (let turns = 0; turns < 12; turns++) {
    const reading = readCardsWithLog(db, DECKS);
    for (let i = 0; i < 3 * turns; i++) await new Promise(setImmediate);
    await grade(db, await get(db, forward("a")), 3, NOW + turns * 1000);
    const { states, events } = await reading;
    const log = events.filter((event) => event.card === forward("a"));
    expect(states.find(({ id }) => id === forward("a"))?.state).toEqual(foldCard(log, scheduler));
    graded.push(log.length - 20 - turns);
  }
  // Some came in time to be read, and some did not.
  expect(new Set(graded).size).toBe(2);
});

test("of what follows from other cards nothing is said, since that may be of another moment", async () => {
  const { states } = await readCardsWithLog(db, DECKS);
  expectTypeOf(states).items.not.toHaveProperty("locked");
  expectTypeOf(states).items.not.toHaveProperty("queue");
});
