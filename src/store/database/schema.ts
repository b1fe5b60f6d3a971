import type { DBSchema, IDBPDatabase } from "idb";
import type { CardEntry } from "../../core/card.ts";
import type { CardContent, Deck, Medium } from "../../core/deck/deck.ts";
import type { CardId, DeckId, EventId, FactId } from "../../core/ids.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import type { Phase } from "../../core/memory/card-state.ts";
import type { ModelId } from "../../core/memory/model.ts";
import type { DayRow } from "../../core/stats/day-sums.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { EventRow } from "./event-rows.ts";

/** Of the database: as many as there are steps in `migrations.ts`, which are loaded only to take them. */
export const VERSION = 3;

/**
 * Where a card stands. Everything here follows from the log and the deck, and can be rebuilt; there is no text in it, so
 * that a grade writes little.
 */
export interface StateRow extends CardEntry {
  /** Which model made the memory state. */
  readonly model: ModelId;
  /** A new card that waits for a fact of which no card was answered right. */
  readonly locked: boolean;
  /**
   * Where it stands in the queues of its chapter; absent for a card that is in none, being retired, locked or suspended.
   * Whether the chapter is on is asked when the queue is read, so that a switch writes to no card.
   */
  readonly queue?: QueueKey;
  /** The card's fact, once the card was answered right: for those who ask whether a fact is known. */
  readonly knows?: FactId;
  /** Its state's, while its deck has the card: for those who count how far a chapter has come. */
  readonly phase?: Phase;
  /** Its place in the deck, while it is suspended and its deck has it: for those who list what is suspended. */
  readonly suspended?: number;
}
export type QueueKey = QueuePlace | [kind: typeof PUT_OFF, until: StudyDay, ...QueuePlace];
export type QueuePlace = [kind: number, place: number];

/** The queues of the index, in the order of their numbers. */
export const QUEUE = { new: 0, learning: 1, review: 2 } as const;

/**
 * Behind them in the index: the same queues once more for each study day until which cards are put off. So who reads the
 * cards of a day meets none that sleeps, and on their day they are found without having been written anew.
 */
export const PUT_OFF = 3;

/** The lists of a deck of which single items are asked for. */
export const DECK_PARTS = [
  "entities",
  "relations",
  "facts",
  "terms",
  "corrections",
  "treatments",
  "references",
  "drawings",
] as const;
export type DeckPart = (typeof DECK_PARTS)[number];

/** What a deck says of itself. Its cards, lists and media stand in stores of their own. */
export interface DeckRow extends Omit<Deck, "cards" | "media" | DeckPart> {
  /** A bundled deck is part of the extension; another was brought by the user, and cannot be made anew. */
  readonly origin: "bundled" | "own";
  readonly installedAtMs: number;
  /** When rows of it were last put right: it is the same deck for all that. Absent where none ever was. */
  readonly mendedAtMs?: number;
  /** How many rows it was installed with in the other stores; absent where an earlier version installed it. */
  readonly holds?: DeckCounts;
}

/** Rows of a deck. */
export interface DeckCounts {
  readonly cards: number;
  readonly media: number;
  /** Of all its lists. */
  readonly items: number;
}

/** One item of a list of a deck. */
export type PartRow = {
  readonly [P in DeckPart]: {
    readonly deck: DeckId;
    readonly part: P;
    /** The item's id, or its place where it has none. */
    readonly id: string;
    /** From 0, in the order of the list. */
    readonly place: number;
    readonly item: Deck[P][number];
  };
}[DeckPart];

export interface MediumRow extends Medium {
  readonly deck: DeckId;
}

/** The event that holds a register now, see `core/log/register.ts`. */
export interface RegisterRow extends Pick<RegisterEvent, "id" | "atMs" | "key" | "value"> {
  /** `kind/key` */
  readonly name: string;
}

/** Some hundred events that arrived one after the other, packed and never changed again; without their bytes. */
export interface SegmentRow {
  /** From 1. A segment that was packed anew has the number of the one that it replaces. */
  readonly number: number;
  /** The places in the log of the first and the last event. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** How many of them are of each sort, see `sortOf`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Rows between its places all of which is in it. */
  readonly rows: number;
  /** Events in rows between its places that the browser could not read, each row one at least. */
  readonly unreadable: number;
  /** SHA-256 of the packed bytes, in hex. The bytes stand in a store of their own, so that this row is read fast. */
  readonly hash: string;
}

/** What belongs to this profile alone and is no part of the log: its device id, how far long care has come. */
export interface LocalRow {
  readonly key: string;
  readonly value: unknown;
}

export interface OsteonDB extends DBSchema {
  /** The log. Its keys are the places in the order of arrival; rows are added and never changed. */
  events: { key: number; value: EventRow; indexes: { id: EventId; card: CardId; key: string; undoes: EventId } };
  states: {
    key: CardId;
    value: StateRow;
    indexes: {
      queue: [DeckId, string, QueueKey, CardId];
      unlockedBy: FactId;
      knows: FactId;
      phase: [DeckId, string, Phase];
      suspended: [DeckId, number];
      lastDay: number;
      former: CardId;
    };
  };
  contents: { key: CardId; value: CardContent };
  decks: { key: DeckId; value: DeckRow };
  parts: { key: [DeckId, DeckPart, string]; value: PartRow };
  media: { key: [DeckId, string]; value: MediumRow; indexes: { deck: DeckId } };
  registers: { key: string; value: RegisterRow };
  days: { key: [StudyDay, DeckId]; value: DayRow };
  /** The days as they are counted anew, while that is under way. */
  recount: { key: [StudyDay, DeckId]; value: DayRow };
  segments: { key: number; value: SegmentRow };
  /** The bytes of the segments, by their numbers. */
  packed: { key: number; value: Uint8Array<ArrayBuffer> };
  local: { key: string; value: LocalRow };
}
/** A connection to the database. */
export type Database = IDBPDatabase<OsteonDB>;

export type StoreName =
  | "events"
  | "states"
  | "contents"
  | "decks"
  | "parts"
  | "media"
  | "registers"
  | "days"
  | "recount"
  | "segments"
  | "packed"
  | "local";
