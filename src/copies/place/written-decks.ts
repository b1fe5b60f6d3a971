/** Which decks of the user's own stand in a place of this profile alone, where names do not tell two of one version apart. */
import type { Deck } from "../../core/deck/deck.ts";
import type { DeckId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { readPosition } from "../../store/database/local.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import type { Database } from "../../store/opening/open.ts";
import { readDeckFile } from "./deck-file.ts";
import { deckFileName, decksIn } from "./file-names.ts";
import { noteOf } from "./note-of.ts";

/** Notes which deck stands in the file of its name, in a place of this profile alone. */
export const writtenJob = (place: Place, deck: DeckId): string => noteOf(place, `deck-written/${deck}`);

/**
 * The deck of a row as a place of this profile alone holds it. Null also where it is not known to hold just this one: another
 * one under the same version may not have been written yet.
 */
export async function readCopyOf(db: Database, place: Place, row: DeckRow): Promise<Deck | null> {
  if ((await readPosition(db, writtenJob(place, row.id))) !== row.installedAtMs) return null;
  return readDeckFile(place, { name: deckFileName(row), id: row.id });
}

/** Whether a place of this profile alone holds the decks of the user's own as they are here, and no others: by their names. */
export async function holdsOwnDecks(db: Database, place: Place, names: readonly string[]): Promise<boolean> {
  const rows = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const there = new Set(decksIn(names).map(({ name }) => name));
  if (there.size !== rows.length || !rows.every((row) => there.has(deckFileName(row)))) return false;
  const written = await Promise.all(rows.map(({ id }) => readPosition(db, writtenJob(place, id))));
  return rows.every(({ installedAtMs }, i) => written[i] === installedAtMs);
}
