/** The table of all cards beside the rows that it is made of, and what moves cards in a database of the tests. */
import { mendCards } from "../../../src/copies/check/check-cards.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import { makeSetting } from "../../../src/core/log/make-event.ts";
import { type Scheduler, schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { type CardTable, CardTableMaker, type Names } from "../../../src/core/stats/card-table.ts";
import type { CardTables } from "../../../src/store/card-table/card-table.ts";
import { readFacts } from "../../../src/store/decks/all-cards.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { registerRow } from "../../../src/store/log/registers.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { content, deck } from "../samples/cards.ts";
import { maker, NOW, scheduler } from "./db-steps.ts";

export const OTHER = "other-deck" as DeckId;
export const otherModel = schedulerFor({
  desiredRetention: 0.8,
  weights: writeWeights(scheduler.model.weights.map((one) => one * 1.01)),
});

/** Works states out by weights that come in force without an event, as if those had been saved before all that the log says. */
export async function refoldBy(db: Database, by: Scheduler, goOn = () => true): Promise<boolean> {
  const weights = by === scheduler ? "default" : writeWeights(by.model.weights);
  await db.put("registers", registerRow(makeSetting("weights", weights, null, maker())));
  return refoldStates(db, by, goOn);
}

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

/** What moves cards and writes no event. */
export const unlogged = {
  bring: (db: Database) =>
    installDeck(db, deck([content("x", 1, { deck: OTHER })], "1", { id: OTHER }), scheduler, NOW, "own"),
  remove: (db: Database) => removeDeck(db, OTHER),
  refold: (db: Database) => refoldBy(db, otherModel),
  refoldBack: (db: Database) => refoldBy(db, scheduler),
  async spoil(db: Database) {
    const [row] = await db.getAll("states");
    // What another model made is not compared with its log before it is refolded.
    if (row?.model !== scheduler.model.id) return;
    await db.put("states", { ...row, state: { ...row.state, reviews: 77 } });
    await mendCards(db, [row.id], scheduler);
  },
};
