import type { Deck, DeckSource } from "../../core/deck/deck.ts";
import type { DeckId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import type { Database } from "../../store/opening/open.ts";
import type { HeldLog } from "../../store/segments/held-log.ts";
import type { Checked } from "./findings.ts";

/** What a check works with. */
export interface CheckTools {
  readonly db: Database;
  /** Null where the browser has no place for a second record. */
  readonly place: Place | null;
  readonly decks: DeckSource;
  /** With the model in force. */
  readonly scheduler: Scheduler;
  /** Decks that were read from their files, so that not each step reads them again. */
  readonly read: Map<DeckId, Deck | null>;
  /** The log as its rows were looked at, so that the parts behind need not read them again. */
  readonly held?: HeldLog;
}

/** How far a part of the check has come; null before its first step. */
export type Position = string | number | readonly [number, number | string] | null;

export interface Step {
  /** Where the next step begins; null when the part is done. */
  readonly next: Position;
  readonly checked: Checked;
}

/**
 * One short step of a part of the check: finds what is wrong in a small stretch of the database, read in one transaction, and
 * mends it in another, which reads again before it writes.
 */
export type CheckPart = (tools: CheckTools, after: Position) => Promise<Step>;
