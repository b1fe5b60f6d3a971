/** What is known, read from a table that was kept or not, is what the rows of the cards say. */
import "../../../support/gallery/browser-stub.ts";
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Chapter } from "../../../../src/core/deck/deck.ts";
import { type DeckId, factId } from "../../../../src/core/ids.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import type { DeckFacts } from "../../../../src/core/stats/deck-facts.ts";
import { listed } from "../../../../src/core/stats/known-facts.ts";
import { readKnowledge, readKnowledgeByDeck } from "../../../../src/session/cards/read-facts.ts";
import { type CardTables, cardTables } from "../../../../src/store/card-table/card-table.ts";
import { type PlacedRow, readFacts, statesInPieces } from "../../../../src/store/decks/all-cards.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { at, deleteDatabase, grade, NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck, factOf } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

/** Some begin alike. */
const DECKS = ["a", "a-b", "a0"] as DeckId[];
const NAMES = ["x", "x-1", "x/y", "é", "e\u0301", "😀", "\ufffd", "\uff5a", "z\ufeff", "\u0000", "x y", "__proto__"];
const CHAPTERS = ["one", "two"].map((id): Chapter => ({ id, title: id, startsOff: id === "two", offeredWhen: null }));
const clock = { nowMs: () => NOW + 10_000, offsetAt: () => 60, randomBytes: random };
const model = modelFor({ desiredRetention: 0.9, weights: "default" });

const oneCard = fc.record({
  name: fc.constantFrom(...NAMES),
  template: fc.constantFrom("f", "😀r", "a"),
  order: fc.nat(20),
  chapter: fc.constantFrom("one", "two"),
});
const oneDeck = fc.record({
  cards: fc.uniqueArray(oneCard, { selector: ({ name, template }) => `${name}/${template}`, maxLength: 20 }),
  stated: fc.uniqueArray(fc.constantFrom(...NAMES)),
});
const answers = fc.array(fc.tuple(fc.nat(60), fc.constantFrom(1, 3, 4)));

test("whatever the decks are called and have, and whatever was answered since", async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(oneDeck, oneDeck, oneDeck), answers, async (decks, answered) => {
      const db = await openDatabase();
      try {
        for (const [i, { cards, stated }] of decks.entries()) {
          const id = DECKS[i] as DeckId;
          const contents = cards.map(({ name, order, ...of }) => content(name, order, { deck: id, ...of }));
          const facts = stated.map((name) => factOf(name, { id: factId(id, name) }));
          const made = deck(contents, "1", { id, chapters: CHAPTERS, facts });
          await installDeck(db, made, scheduler, NOW, i === 1 ? "own" : "bundled");
        }
        const open = cardTables(db, 0);
        await open.read();
        await open.keep();
        const ids = await db.getAllKeys("states");
        for (const [i, [card, rating]] of answered.entries()) {
          const id = ids[card % ids.length];
          const row = id && (await db.get("states", id));
          if (row) await grade(db, row, rating as 1 | 3 | 4, NOW + 1000 + i);
        }
        const right = await fromRows(db);
        const read = async (tables: CardTables) => (await readKnowledgeByDeck(db, clock, tables)).decks.map(written);
        expect(await read(open)).toEqual(right);
        expect(await read(cardTables(db, 0))).toEqual(right);
        expect((await readKnowledge(db, clock)).decks.map(written)).toEqual(right);
      } finally {
        db.close();
        await deleteDatabase();
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

async function fromRows(db: Database) {
  const rows: PlacedRow[] = [];
  for await (const piece of statesInPieces(db)) rows.push(...piece);
  const decks = await Promise.all(
    (await db.getAll("decks")).map(async (row) => {
      const own = rows.filter((one) => one.deck === row.id);
      return deckFacts(row, await readFacts(db, row.id), own, at(NOW).today, model);
    }),
  );
  return decks.filter(({ chapters }) => chapters.length > 0).map(written);
}

const written = ({ id, known, chapters }: DeckFacts) => ({
  id,
  known,
  chapters: chapters.map(({ facts, ...chapter }) => ({ ...chapter, facts: listed(facts) })),
});
