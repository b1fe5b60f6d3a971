import { expect, test } from "vitest";
import type { StateRow } from "../../../../src/store/database/schema.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { stateRow } from "../../../../src/store/states/state-row.ts";
import { begunInPieces } from "../../../../src/store/today/beyond-today.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { mostOfOneTransaction } from "../../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const CHAPTERS = ["one", "two"].map((id) => ({ id, title: id, startsOff: false, offeredWhen: null }));
const CARDS = 1500;

/** Every third card was begun; of those every fifth is suspended. */
async function begin(): Promise<void> {
  const cards = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i, { chapter: i % 2 === 0 ? "one" : "two" }));
  await installDeck(db, deck(cards, "1", { chapters: CHAPTERS }), scheduler, NOW);
  const rows = await db.getAll("states");
  const writing = db.transaction("states", "readwrite");
  const begun = (row: StateRow): StateRow => {
    const memory = { stability: 5, difficulty: 5 };
    const isSuspended = row.order % 15 === 0;
    const state = { ...row.state, phase: "review" as const, memory, dueDay: 20_000, lastDay: 19_990, reviews: 1 };
    return stateRow({ ...row, state: { ...state, ...(isSuspended && { suspended: true }) } }, row.model);
  };
  await Promise.all(rows.filter(({ order }) => order % 3 === 0).map((row) => writing.store.put(begun(row))));
  await writing.done;
}

test("cards that were begun are read in pieces, those that are asked for and those that are not", async () => {
  await begin();
  const [found, others]: [number[], number[]] = [[], []];
  const most = await mostOfOneTransaction(async () => {
    for await (const { asked, aside } of begunInPieces(db, [{ deck: TEST_DECK, chapter: "one" }])) {
      found.push(...asked.map(({ order }) => order));
      others.push(...aside.map(({ order }) => order));
    }
  });
  const begun = Array.from({ length: CARDS }, (_, i) => i).filter((i) => i % 3 === 0);
  const isAsked = (i: number): boolean => i % 6 === 0 && i % 15 !== 0;
  expect(found.toSorted((a, b) => a - b)).toEqual(begun.filter(isAsked));
  expect(others.toSorted((a, b) => a - b)).toEqual(begun.filter((i) => !isAsked(i)));
  expect(most).toBeLessThan(CARDS);
});
