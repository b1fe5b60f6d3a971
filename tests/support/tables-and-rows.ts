/** The table of all cards beside the rows that it is made of, and what moves cards in a database of the tests. */
import type { DeckId } from "../../src/core/ids.ts";
import { modelFor } from "../../src/core/memory/model.ts";
import { makeScheduler } from "../../src/core/memory/scheduler.ts";
import { type CardTable, CardTableMaker, type Names } from "../../src/core/stats/card-table.ts";
import type { CardTables } from "../../src/store/card-table/card-table.ts";
import { readFacts } from "../../src/store/decks/all-cards.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { scheduler } from "./db-steps.ts";

export const OTHER = "other-deck" as DeckId;
export const otherModel = makeScheduler(
  modelFor({
    desiredRetention: 0.8,
    weights: scheduler.model.weights.map((one) => (one * 1.01).toFixed(4)).join(", "),
  }),
);

/** From the rows, read at once. */
export async function fromRows(db: Database) {
  const cards = new CardTableMaker();
  for (const row of await db.getAll("states")) cards.add(row);
  const decks = await Promise.all((await db.getAllKeys("decks")).map((deck) => readFacts(db, deck)));
  return written(await cards.table(decks.flat().map(({ id }) => id)));
}

/** With all names, wherever they are kept. */
function written({ cards, states }: CardTable) {
  const all = <Id extends string>(names: Names<Id>) => Array.from({ length: names.length }, (_, i) => names.at(i));
  return { cards: { ...cards, ids: all(cards.ids), facts: all(cards.facts) }, states };
}

export const tableOf = async (tables: CardTables) => written(await tables.read());
