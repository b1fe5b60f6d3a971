/** A database of so many cards that the table of where they stand is kept. */
import { expect } from "vitest";
import { cardTables } from "../../../src/store/card-table/card-table.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { content, deck } from "../samples/cards.ts";
import { countRows } from "./count-rows.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "./db-steps.ts";
import { reviewsOf } from "./long-log.ts";

export const MANY = Array.from({ length: 2500 }, (_, i) => content(`many-${i}`, i));

/** With one answer. */
export async function fillWithMany(db: Database): Promise<void> {
  await installDeck(db, deck([...FIVE, ...MANY]), scheduler, NOW);
  await grade(db, await get(db, forward("a")), 3, NOW);
}

/** An answer to each of so many cards. */
export const ofEach = (cards: number) => Array.from({ length: cards }, (_, i) => reviewsOf(`many-${i}`, 1)).flat();

/** Where a table is kept. */
export const KEYS = ["made-anew/card-table/cards", "made-anew/card-table/states"] as const;

export async function keepTable(db: Database): Promise<void> {
  await tryToKeep(db);
  expect(await db.getKey("local", KEYS[1])).toBeDefined();
}

export async function tryToKeep(db: Database): Promise<void> {
  const tables = cardTables(db);
  await tables.read();
  await tables.keep();
}

/** What another page reads for the table. */
export const readAnew = (db: Database) => countRows(() => cardTables(db).read());
