/** Installs the bundled decks into an empty database, from inside a page of the extension. */
import { deleteDB } from "idb";
import type { Deck } from "../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { makeScheduler } from "../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../../src/store/opening/open.ts";

type Rows = readonly (readonly [store: string, rows: readonly unknown[]])[];

async function installing(rounds: number): Promise<{ ours: number[]; floor: number[] }> {
  const scheduler = makeScheduler(modelFor(DEFAULT_SETTINGS));
  const index: Pick<Deck, "id">[] = await (await fetch("/decks/index.json")).json();
  const decks = await Promise.all(index.map(({ id }) => deckOf(id)));
  const ours: number[] = [];
  const floor: number[] = [];
  // The first round is for the compiler.
  for (let round = -1; round < rounds; round++) {
    const filled = await emptyDatabase();
    const begun = performance.now();
    for (const deck of decks) await installDeck(filled, deck, scheduler, Date.now());
    const installed = performance.now() - begun;
    const rows = await rowsOf(filled);
    filled.close();
    const bare = await emptyDatabase();
    const put = await putAll(bare, rows);
    bare.close();
    if (round < 0) continue;
    ours.push(installed);
    floor.push(put);
  }
  return { ours, floor };
}

const deckOf = async (id: DeckId): Promise<Deck> => (await fetch(`/decks/${id}.json`)).json();

async function emptyDatabase(): Promise<Database> {
  await deleteDB(DATABASE_NAME);
  return openDatabase();
}

/** What an installation has written: of every store that was empty before. */
async function rowsOf(db: Database): Promise<Rows> {
  const names = [...db.objectStoreNames].filter((name) => name !== "local");
  const found = await Promise.all(names.map(async (name) => [name, await db.getAll(name)] as const));
  return found.filter(([, rows]) => rows.length > 0);
}

/** One bulk transaction past idb and all that is ours. @returns how long it took, in ms */
function putAll(db: Database, rows: Rows): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(
      rows.map(([name]) => name as "states"),
      "readwrite",
      { durability: "strict" },
    );
    transaction.done.then(() => resolve(performance.now() - begun), reject);
    for (const [name, all] of rows) {
      const store = transaction.objectStore(name as "states");
      for (const row of all) store.put(row as Parameters<typeof store.put>[0]).catch(reject);
    }
  });
}

Object.assign(globalThis, { installing });
