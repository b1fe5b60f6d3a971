import type { CardContent, Correction, Deck, Reference, RichText, Term } from "../../core/deck/deck.ts";
import type { Wording } from "../../core/deck/wording.ts";
import type { CardId } from "../../core/ids.ts";
import type { Rating } from "../../core/log/kinds/review.ts";
import type { Outcome } from "../../core/memory/outcome.ts";
import type { CardAction } from "../../core/plan/card-action.ts";
import type { Meeting } from "../../core/plan/meeting.ts";
import type { NextDueCards } from "../../core/plan/next-due.ts";
import type { Enough } from "../../core/plan/quiet.ts";
import type { Own } from "../../store/settings/own.ts";
import type { SwitchedOff } from "../../store/settings/switches.ts";
import type { Offer } from "../../store/today/offers.ts";
import type { Knowledge } from "../cards/read-facts.ts";
import type { CardDesk } from "./card-desk.ts";
import type { MixedUp, Return } from "./session-state.ts";

export type { Own } from "../../store/settings/own.ts";

/** How much of today is left, by kind, and how much is done. */
export interface DayCounts {
  readonly learning: number;
  readonly review: number;
  readonly new: number;
  /** Reviews made on this study day that count. */
  readonly doneToday: number;
}

/** Where the deck's facts come from; the same for all its cards. */
export type Provenance = Pick<Deck, "provenance" | "disclaimer" | "title" | "language" | "version">;

/** What a study surface shows at this moment; the popup and the new tab draw the same views. */
export type SessionView =
  | { readonly kind: "loading" }
  /** The first screen: what this is. Shown once, to those who never answered a card. */
  | { readonly kind: "welcome" }
  /** The learner was away for days: what became of the cards meanwhile, and a plan for what is due. */
  | ({ readonly kind: "return"; readonly clearedAtMs: number | null } & Return)
  /** The learner has paused; `untilMs` is when studying goes on. */
  | { readonly kind: "paused"; readonly untilMs: number }
  /** A background term, shown once before the first card that needs it. */
  | { readonly kind: "term"; readonly term: Term }
  /** The meaning of a fact changed since the user learnt it; shown once before its next review. */
  | { readonly kind: "correction"; readonly correction: Correction }
  /** A fact, read once before its first question; with the card that asks it next. */
  | {
      readonly kind: "fact";
      readonly meeting: Meeting;
      readonly content: CardContent;
      readonly provenance: Provenance;
      readonly terms: readonly Term[];
      readonly references: readonly Reference[];
    }
  | {
      readonly kind: "card";
      readonly content: CardContent;
      /** The card as the deck has it, without the learner's wording. */
      readonly deckContent: CardContent;
      readonly own: Own;
      /** With its chapters, whose titles stand above the questions. */
      readonly provenance: Provenance & Pick<Deck, "chapters">;
      readonly revealed: boolean;
      /** Again, Hard, Good, Easy, in this order. */
      readonly outcomes: readonly Outcome[];
      /** The card is practised: what is answered is not written, and its schedule stays as it is. */
      readonly isPractice?: true;
      /** Learning cards come back ahead of their time: what waits for minutes comes again in this visit. */
      readonly goesAhead: boolean;
      /** The learner types the answer: the setting is on, and this answer can be typed. */
      readonly isTyped?: boolean;
      /** What can be done with the card as it stands, beyond what can be done with any. */
      readonly can?: { readonly reset: boolean; readonly setDue: boolean };
      /** What was chosen or typed is another thing, and its contrast with the answer comes next. */
      readonly mixedUp?: Pick<MixedUp, "thing" | "other"> | null;
      /** The card was never asked before, or was made new again. */
      readonly isNew?: boolean;
      /** One of the first answers: the grades say what they mean. */
      readonly isBeginner: boolean;
      /** The order in which a choice's options are shown: indexes into `content.options`; empty for other types. */
      readonly optionOrder: readonly number[];
      /** Glossary terms that this card uses, for the glossary a click away. */
      readonly terms: readonly Term[];
      /** What the card's fact says, for the source that it rests on; null where that is not known. */
      readonly statement: RichText | null;
      /** The works that this card and its note rest on. */
      readonly references: readonly Reference[];
    }
  /** A card that was forgotten again and again; said at that answer, before the next card. */
  | {
      readonly kind: "leech";
      readonly lapses: number;
      readonly content: CardContent;
      readonly deckContent: CardContent;
      readonly own: Own;
      readonly provenance: Provenance;
      readonly statement: RichText | null;
      readonly references: readonly Reference[];
      /** There is a card that sets it beside what it is mixed up with, and it can be asked now. */
      readonly hasContrast: boolean;
    }
  | {
      readonly kind: "done";
      readonly next: NextDueCards;
      /** So many learning cards can be shown ahead of their time, for who wants to go on. */
      readonly ahead: number;
      readonly reviewedToday: number;
      /** The settings allow none, which is why nothing may ever come. */
      readonly noNewCards: boolean;
      /** So many cards are suspended, which may be why nothing ever comes. */
      readonly suspended: number;
      /** An optional chapter that the learner is ready for. */
      readonly offer: Offer | null;
      /** So many new cards more may be asked for today; 0 where none would come. */
      readonly moreNew: number;
      /** After an absence cards come in portions of so many a day, and no new ones, until that plan's last day is over. */
      readonly portions: { readonly perDay: number; readonly untilMs: number } | null;
      /** The user switched these off, which may be why nothing is left. */
      readonly off: SwitchedOff;
    }
  /** The browser lost what was stored; `message` says what came back. Shown once, where no card is taken away by it. */
  | { readonly kind: "storage"; readonly message: string }
  /**
   * The page is in one of Firefox's containers, whose database is not the user's. Nothing was opened.
   * @see isInContainer
   */
  | {
      readonly kind: "container";
      /** Whether the user wants to study on this kind of page at all. */
      readonly wanted: boolean;
    }
  /** Something went wrong; `message` is a plain sentence for the user that says what to do. */
  | {
      readonly kind: "trouble";
      readonly message: string;
      /** What a button offers: to try again here, or to load the page again; null where neither helps. */
      readonly way: "tryAgain" | "loadAgain" | null;
    };

export interface SessionActions {
  /** The user turned to the page: the answer to what is shown is timed from now on. */
  readonly begin: () => void;
  /**
   * Shows the answer of a card, where that is still in front. Resolves to whether it is shown.
   * @param said what was chosen or typed, where it is not the answer
   */
  readonly reveal: (card: CardId, said?: string) => Promise<boolean>;
  readonly grade: (rating: Rating) => void;
  readonly undo: () => void;
  /** Sets the card in front aside: until it is called back in the options, or until tomorrow. */
  readonly setAside: (how: "suspend" | "bury") => void;
  /**
   * Keeps the learner's wording of a card; null takes the deck's own again. Undo takes it back. Resolves to whether it was
   * kept.
   */
  readonly saveWording: (card: CardId, wording: Wording | null) => Promise<boolean>;
  /** Gives the card in front a star, or takes it away. */
  readonly mark: () => void;
  /** Asks the card that sets what was forgotten again beside what it is mixed up with. */
  readonly practise: () => void;
  /** Goes on from a term, a correction or a notice about storage. */
  readonly acknowledge: () => void;
  /** Switches the chapter on that is offered, or says not now. */
  readonly answerOffer: (wanted: boolean) => void;
  /** Lets so many new cards more come today, where nothing is left. Undo takes it back. */
  readonly moreNew: (cards: number) => void;
  /** After an absence: goes on without a plan. */
  readonly comeBackPlainly: () => void;
  /** From the first screen: the new tab stays the browser's or a quiet page, cards are in the popup. */
  readonly popupOnly: () => void;
  /** Goes on with learning cards ahead of their time. */
  readonly goAhead: () => void;
  /** Loads the whole page again. */
  readonly loadAgain: () => void;
  /** Opens this page in a tab outside of containers. */
  readonly openPlainTab: () => void;
  /** What is known today, for the picture at the end of the day; null where the database is not open. */
  readonly readKnowledge: () => Promise<Knowledge | null>;
  /**
   * For all that is known of a card; null where the database is not open, absent as long as it may be.
   * @param said what the page says of an action on one card, once it is done
   */
  readonly cardDesk?: (said: (action: CardAction) => string) => Promise<CardDesk | null>;
}

export interface ShownSession {
  readonly view: SessionView;
  /** Null until today was read. */
  readonly counts: DayCounts | null;
  /** The language of the card in front, or of what is shown before it; null where none is. */
  readonly deckLanguage: string | null;
  /** When the study day ends, in ms; null until today was read. */
  readonly dayEndsAtMs: number | null;
  /** As many cards were answered today as the learner wants before new tabs are quiet; null where more may come. */
  readonly enough?: Enough | null;
  /** Another number whenever something has come from elsewhere: what is drawn beside today is read again then. */
  readonly news?: number;
  readonly canUndo: boolean;
  /** What Undo takes back, as a sentence; null until it was read. */
  readonly undoText?: string | null;
  /** One of the first answers is to come: the grades explain themselves, and whatever is in their place is as high. */
  readonly isBeginner?: boolean;
  /** Says what was done just now, where that is not to be heard otherwise: taken back, set aside, starred. */
  readonly takenBack: string | null;
  /** The same in short, for the eye; null where it sees that on the card. */
  readonly takenBackShort?: string | null;
  /** True while a grade or an undo is being written; keys and buttons wait. */
  readonly busy: boolean;
  /**
   * The browser wants the user asked again for the folder that machines share: asks, and exchanges. In the handler of a click;
   * null where there is nothing to ask.
   */
  readonly allowFolder?: (() => void) | null;
  /** The card was kept by the page before; the database has not said yet that it is still the one in front. */
  readonly isKept?: true;
  readonly actions: SessionActions;
}
