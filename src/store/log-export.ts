import type { LogExport } from "../core/log/log-export.ts";
import { readDeck } from "./decks.ts";
import { allEvents } from "./log.ts";
import type { Database } from "./open.ts";

/** Everything that cannot be made anew: the log, and the decks of the user's own. Rows of the log that are no events are left out. */
export async function readLogExport(db: Database): Promise<LogExport> {
  const transaction = db.transaction(["events", "decks"], "readonly");
  const [events, decks] = await Promise.all([
    allEvents(transaction.objectStore("events")),
    transaction.objectStore("decks").getAll(),
  ]);
  await transaction.done;
  const own = await Promise.all(decks.filter(({ origin }) => origin === "own").map(({ id }) => readDeck(db, id)));
  return {
    events,
    decks: decks.map(({ id, version }) => ({ id, version })),
    ownDecks: own.filter((deck) => deck !== null),
  };
}
