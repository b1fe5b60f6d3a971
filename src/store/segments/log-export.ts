import type { LogExport } from "../../core/log/log-export.ts";
import { readDeck } from "../decks/decks.ts";
import type { Database } from "../opening/open.ts";
import { readWithLog } from "./bulk-log.ts";

/**
 * Everything that cannot be made anew: the log, and the decks of the user's own. Rows of the log that are no events, or cannot
 * be read, are left out.
 */
export async function readLogExport(db: Database): Promise<LogExport> {
  const { events, rest: decks } = await readWithLog(db, ["decks"], (rest) => rest.objectStore("decks").getAll());
  const own = await Promise.all(decks.filter(({ origin }) => origin === "own").map(({ id }) => readDeck(db, id)));
  return {
    events,
    decks: decks.map(({ id, version }) => ({ id, version })),
    ownDecks: own.filter((deck) => deck !== null),
  };
}
