/** What is known is worked out in pieces, so that the page answers meanwhile: of one large deck as well as of many. */
import { expect, test, vi } from "vitest";
import { readKnowledge } from "../../../../src/session/cards/read-facts.ts";
import { cardTables } from "../../../../src/store/card-table/card-table.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import "../../../support/gallery/browser-stub.ts";

const breaths = vi.hoisted(() => ({ taken: 0 }));
vi.mock("../../../../src/store/database/breaths.ts", () => ({ makeBreaths: () => async () => void breaths.taken++ }));

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  const cards = Array.from({ length: 5000 }, (_, i) => content(`many-${i}`, i));
  await installDeck(db, deck(cards), scheduler, NOW);
});

test("of one deck of 5,000 facts", async () => {
  // Kept, so that nothing but what is known has to be worked out.
  const tables = cardTables(db);
  await tables.read();
  await tables.keep();
  breaths.taken = 0;
  const { decks } = await readKnowledge(db, { nowMs: () => NOW, offsetAt: () => 60, randomBytes: random });
  expect(breaths.taken).toBeGreaterThan(2);
  const before = breaths.taken;
  expect(decks[0]?.known.facts).toBe(5000);
  expect(decks[0]?.chapters[0]?.facts.at(4999).id).toBe(content("many-4999", 0).fact);
  expect(breaths.taken).toBe(before);
});
