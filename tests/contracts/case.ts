import type { CardContent, Deck } from "../../src/core/deck/deck.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../src/store/opening/open.ts";
import { deleteDatabase, NOW, scheduler } from "../support/database/db-steps.ts";
import { deck } from "../support/samples/cards.ts";

/** One thing that the database must do, whichever engine it stands on. It begins with an empty database. */
export interface Case {
  readonly name: string;
  readonly run: (db: Database) => Promise<void>;
}

/** Runs one case on an empty database, which the next one deletes. */
export async function runCase({ run }: Case): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase();
  try {
    await run(db);
  } finally {
    db.close();
  }
}

export const install = (db: Database, cards: readonly CardContent[], version = "1", more: Partial<Deck> = {}) =>
  installDeck(db, deck(cards, version, more), scheduler, NOW);

export const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).sort();
