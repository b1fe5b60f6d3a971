/** What became of a file whose bringing in ended before the worker's answer was here. */
import type { FileRestored, LastRestore, Preview } from "../../jobs/messages.ts";
import { comingDecks, isUpdate } from "./file-preview.ts";

/** What bringing a file in changes, as it stands at one moment. */
export interface Standing {
  /** The kept way back. */
  readonly last: LastRestore;
  /** The decks of the user's own, see `readOwnDecks`; null where they could not be read. */
  readonly decks: readonly string[] | null;
}

/**
 * All of a file comes in one transaction, or nothing of it.
 * @param now null where that could not be read
 * @returns what has come; `nothing`, or null where nobody knows
 */
export function hasCome(file: Preview, before: Standing, now: Standing | null): FileRestored | "nothing" | null {
  if (!now) return null;
  const { last, decks } = now;
  const came = before.decks && decks?.filter((deck) => !before.decks?.includes(deck)).length;
  const come = { mended: 0, known: 0, decks: came ?? comingDecks(file), canTakeBack: last !== null };
  if (last && last.atMs !== before.last?.atMs)
    return { ...come, added: last.added, takenBack: last.takenBack, othersTakenBack: last.othersTakenBack };
  // Where something is added, the same transaction keeps a way back; another version of a deck that was here adds nothing.
  if (!file.decks.some(isUpdate)) return "nothing";
  if (!decks || !before.decks) return null;
  // Another page may only have taken a deck away meanwhile.
  return came === 0 ? "nothing" : { ...come, added: 0, takenBack: 0, othersTakenBack: 0 };
}
