import type { Deck, DeckSource } from "../../core/deck/deck.ts";
import type { Place } from "../../core/log/place.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import type { Database } from "../../store/opening/open.ts";
import type { HeldLog } from "../../store/segments/held-log.ts";
import type { GoOn } from "../place/copying.ts";
import type { Checked } from "./findings.ts";

/** What a check works with. */
export interface CheckTools {
  readonly db: Database;
  /** Null where the browser has no place for a second record. */
  readonly place: Place | null;
  readonly decks: DeckSource;
  /** With the model in force. */
  readonly scheduler: Scheduler;
  /** Decks by their names and when they were installed, so that not each step reads them again. */
  readonly read: Map<string, Deck | null>;
  /** The log as its rows were looked at, so that the parts behind need not read them again. */
  readonly held?: HeldLog;
  /** Asked within the one step that may be long; where it says no, the check is given up there. */
  readonly goOn?: GoOn;
  /** Told at once what a piece of a step has found, since what comes behind it may fail; the step tells all of it at its end. */
  readonly onFound?: (checked: Checked) => void;
}

/** How far a part of the check has come; null before its first step. */
export type Position = string | number | readonly [number, number | string] | null;

export interface Step {
  /** Where the next step begins; null when the part is done. */
  readonly next: Position;
  readonly checked: Checked;
  /** How many of the things that the part counts it has looked at. */
  readonly looked: number;
}

export interface CheckPart {
  /** How many things there are to be looked at; more may come meanwhile. */
  readonly count: (tools: CheckTools) => Promise<number>;
  /** About how long one of them takes, in µs, so that the parts have their true shares of the whole: measured in Chromium. */
  readonly costUs: number;
  /**
   * One short step: finds what is wrong in a small stretch of the database, read in one transaction, and mends it in another,
   * which reads again before it writes.
   */
  readonly step: (tools: CheckTools, after: Position) => Promise<Step>;
}
