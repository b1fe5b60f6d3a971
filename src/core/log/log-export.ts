import type { Deck } from "../deck/deck.ts";
import type { DeckId } from "../ids.ts";
import type { Envelope } from "./envelope.ts";

/** What leaves the database as a backup, and comes back. Settings are events among the others. */
export interface LogExport {
  readonly events: readonly Envelope[];
  /** Which decks were there, and in which version. */
  readonly decks: readonly { readonly id: DeckId; readonly version: string }[];
  /** Decks of the user's own, whole. */
  readonly ownDecks: readonly Deck[];
}
