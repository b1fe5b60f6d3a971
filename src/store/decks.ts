import type { DeckSource } from "../core/deck/deck.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { installDeck } from "./install-deck.ts";
import type { Database } from "./open.ts";

/**
 * Installs those decks of the source that the database does not hold in their present version.
 * @returns whether anything was written
 */
export async function installDecks(
  db: Database,
  source: DeckSource,
  scheduler: Scheduler,
  nowMs: number,
): Promise<boolean> {
  const installed = new Map((await db.getAll("decks")).map((row) => [row.id, row.version]));
  let written = false;
  for (const { id, version } of await source.versions()) {
    if (installed.get(id) === version) continue;
    written = (await installDeck(db, await source.deck(id), scheduler, nowMs)) || written;
  }
  return written;
}
