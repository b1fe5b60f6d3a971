/** What a study session knows at a moment; `view-of.ts` makes of it what a page shows. */
import type { MixUp } from "../../core/deck/deck.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import type { Outcome } from "../../core/memory/outcome.ts";
import type { Rating } from "../../core/memory/rating.ts";
import type { CatchUp } from "../../core/plan/away.ts";
import type { NextDueCards } from "../../core/plan/next-due.ts";
import type { Queue } from "../../core/plan/queue.ts";
import type { MessageKey } from "../../platform/i18n.ts";
import type { DeckRow, StateRow } from "../../store/database/schema.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import type { CardText } from "../../store/decks/card-text.ts";
import type { Offer } from "../../store/today/offers.ts";
import type { Today } from "../../store/today/today.ts";

/** The card in front of the user. Every action is bound to it, so a late key can never grade the next one. */
export interface Shown {
  readonly card: StateRow;
  /** What it says. Its notice, if any, is shown first; the card itself comes after that was acknowledged. */
  readonly text: CardText;
  readonly deck: DeckRow;
  readonly revealed: boolean;
  readonly outcomes: readonly Outcome[];
  readonly optionOrder: readonly number[];
  /** For how many ms the page had been looked at by then. */
  readonly shownAtMs: number;
  /** What was chosen or typed is another thing, and its contrast with the answer comes next. */
  readonly mixedUp?: MixedUp | null;
}

/** Another thing was taken for the answer, and the deck has a card that sets the two beside each other. */
export interface MixedUp extends Pick<MixUp, "thing"> {
  readonly other: string;
  readonly contrast: StateRow;
}

/** What a page has drawn of a card before the session was there: the first showing goes on with it. */
export interface Drawn {
  readonly card: CardId;
  readonly revision: number;
  readonly optionOrder: readonly number[];
  /** From when on the answer is timed, in ms for which the page was looked at. */
  readonly shownAtMs: number;
}

/** A card that was forgotten once more and is told of, see `core/memory/leech.ts`. It comes before what is shown next. */
export interface Leech extends Pick<Shown, "card" | "text" | "deck"> {
  /** The card that sets it beside what it is mixed up with, where there is one that can be asked. */
  readonly contrast: StateRow | null;
}

/** What a learner is told who comes back after days away. */
export interface Return {
  /** Study days without an answer. */
  readonly days: number;
  /** Facts that were begun, how many of them one would recall today, and how many are fading: as ring and report count them. */
  readonly begun: number;
  readonly recalled: number;
  readonly fading: number;
  /** Those of the begun that are not asked, since all their cards are suspended or switched off. */
  readonly aside: number;
  /** Cards that are due for review. */
  readonly due: number;
  /** Null where all that is due is done in one day. */
  readonly plan: CatchUp | null;
}

/** What an action was, in words: the message that names its kind, and of an answer its grade and the question. */
export interface Said {
  readonly words: MessageKey | null;
  readonly grade: { readonly rating: Rating; readonly question: string } | null;
}

/** What Undo takes back if it is pressed now; a press is bound to it. */
export interface UndoNext {
  readonly id: EventId;
  /** Null until it was read; the id is known at once. */
  readonly said: Said | null;
}

export interface SessionState {
  readonly today: Today | null;
  readonly queue: Queue | null;
  /** When the next card comes; only asked for when nothing is left. */
  readonly next: NextDueCards;
  /** How many cards are suspended; only asked for when nothing is left. */
  readonly suspended: number;
  /** An optional chapter to be offered; only asked for when nothing is left. */
  readonly offer: Offer | null;
  readonly shown: Shown | null;
  readonly leech: Leech | null;
  /** A card that the learner asked for although it is not its turn. */
  readonly wanted: CardId | null;
  /** What a learner is told who comes back after an absence, before the first card. */
  readonly back: Return | null;
  /** The learner goes on with learning cards ahead of their time, for as long as there are any. */
  readonly goesAhead: boolean;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  /**
   * What this session has made that Undo can take back, less what was taken back, in its order: answers, cards set aside, given
   * a day or made new, wordings, stars, facts that were met.
   */
  readonly made: readonly EventId[];
  /** Whether there is anything to take back, made here or by this device today. */
  readonly canUndo: boolean;
  /** What that is; null where it is nothing, or not found yet. */
  readonly undoNext?: UndoNext | null;
  /** The message that names what was taken back last, until something else is done. */
  readonly takenBack: MessageKey | null;
  /** Where that was an answer: its grade, and what the card asks. */
  readonly takenBackGrade?: { readonly rating: Rating; readonly question: string } | null;
  /** What was done to a card from what is known of it, in words, until something else is done. */
  readonly changed?: string | null;
  /** How the card before was set aside, until something else is done: it is gone without an answer, which must be said. */
  readonly aside?: "suspend" | "bury" | null;
  /** Undo was pressed for something that is no longer the newest: nothing was taken back. */
  readonly isUndoMissed?: boolean;
  /** What was made of one's own of a card, until something else is done: it stands on the card, for those who see it. */
  readonly own?: OwnDone | null;
}

/** A card got a star, or lost it; got the learner's words, or the deck's again. */
export type OwnDone = "marked" | "unmarked" | "worded" | "deckWording";

/** Nothing is said of what was done last: something else is done, or another card is in front. */
export const UNSAID = {
  takenBack: null,
  takenBackGrade: null,
  isUndoMissed: false,
  changed: null,
  aside: null,
  own: null,
} as const satisfies Partial<SessionState>;

/** Before anything was read. */
export const START: SessionState = {
  today: null,
  queue: null,
  next: null,
  suspended: 0,
  offer: null,
  shown: null,
  leech: null,
  wanted: null,
  back: null,
  goesAhead: false,
  busy: false,
  trouble: null,
  made: [],
  canUndo: false,
  takenBack: null,
};
