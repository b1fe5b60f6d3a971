/** What a study session is to those who begin one and draw it. */
import type { Wording } from "../../core/deck/wording.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import type { Rating, Surface } from "../../core/log/kinds/review.ts";
import type { CardAction } from "../../core/plan/card-action.ts";
import type { Notice } from "../../core/plan/notice.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Database } from "../../store/opening/open.ts";
import type { Offer } from "../../store/today/offers.ts";
import type { ReadingOptions } from "./session-reading.ts";
import type { SessionState } from "./session-state.ts";

/**
 * What the actions of a user write. Each is told what it was pressed for, which may be long before it begins: where that is no
 * longer in front, nothing is done.
 */
export interface StudyWrites {
  /**
   * Resolves to whether the answer is shown; it is not where something else took the card's place.
   * @param said a wrong option that was chosen, or a wrong answer that was typed: where it is another thing that the deck
   * sets beside the right one, that contrast comes next
   */
  readonly reveal: (asked: StateRow, said?: string) => Promise<boolean>;
  readonly grade: (asked: StateRow, rating: Rating) => Promise<void>;
  /** Takes back what the user was told of; where that is no longer what Undo takes, nothing, and says so. */
  readonly undo: (asked: EventId) => Promise<void>;
  /** The card in front is not asked for any more, or not before tomorrow. Undo takes it back. */
  readonly setAside: (asked: StateRow, how: "suspend" | "bury") => Promise<void>;
  /**
   * Gives a card another day, or makes it new again, whether it is still in front or not. Undo takes it back.
   * @param card at the revision that the user was asked about: where it is another one by now, nothing is done
   * @param said what the page says of it
   * @returns the event that was written; null where none was
   */
  readonly change: (
    card: Pick<StateRow, "id" | "revision">,
    action: CardAction,
    said: string,
  ) => Promise<EventId | null>;
  /**
   * Keeps the learner's wording of the card in front; null takes the deck's own again. Undo takes it back.
   * @returns whether it stands so
   */
  readonly saveWording: (card: CardId, wording: Wording | null) => Promise<boolean>;
  /** Gives the card in front a star, or takes it away. */
  readonly mark: (asked: StateRow) => Promise<void>;
  /** Asks the contrast of the card that is told of. */
  readonly practise: (asked: StateRow) => Promise<void>;
  /** What is shown once before a card was read. */
  readonly acknowledge: (read: Notice) => Promise<void>;
  /** Switches the chapter on that is offered, or remembers that it is not wanted now. */
  readonly answerOffer: (asked: Offer, wanted: boolean) => Promise<void>;
  /** Lets so many new cards more come on this study day, where nothing is left of it. Undo takes it back. */
  readonly moreNew: (cards: number) => Promise<void>;
  /** The learner has read what the absence means. @param withPlan what is due comes in the portions that were offered */
  readonly comeBack: (withPlan: boolean) => Promise<void>;
  /** The learner ends a pause. */
  readonly endPause: () => Promise<void>;
  /** The first screen was read. @param inPopupOnly the new tab is to be left alone */
  readonly welcome: (inPopupOnly: boolean) => Promise<void>;
}

/** As in `StudyWrites`, of what is in front when they are called. */
interface FrontActions {
  /** @param of the card that was turned, where time may have passed since: another one stays as it is */
  readonly reveal: (said?: string, of?: CardId) => Promise<boolean>;
  readonly grade: (rating: Rating) => Promise<void>;
  readonly setAside: (how: "suspend" | "bury") => Promise<void>;
  readonly mark: () => Promise<void>;
  readonly practise: () => Promise<void>;
  readonly acknowledge: () => Promise<void>;
  readonly answerOffer: (wanted: boolean) => Promise<void>;
  /**
   * Takes back what `undoNext` names when it is called.
   * @param asked the event that the user was told of, where that was said elsewhere
   */
  readonly undo: (asked?: EventId) => Promise<void>;
}

export interface StudySession extends Omit<StudyWrites, keyof FrontActions>, FrontActions {
  readonly state: () => SessionState;
  /** Loads what the user's actions need, so that it is there when they come. */
  readonly prepare: () => Promise<void>;
  /** The user turned to the page: the answer to what is shown is timed from now on. */
  readonly begin: () => void;
  /** Nothing else is left, and the learner wants to see learning cards again in this visit. */
  readonly goAhead: () => Promise<void>;
  /** Goes on with another connection, where the browser closed the one there was; what is to be written waits for it. */
  readonly reconnect: (opening: Promise<Database>) => Promise<void>;
  /** There will be no other connection. */
  readonly disconnect: () => void;
  /** Finds what was done on another page today and can be taken back. */
  readonly findUndo: () => Promise<void>;
  /** Looks at the database again; the card in front of the user stays unless somebody else has answered it. */
  readonly refresh: () => Promise<void>;
}

export interface SessionOptions extends ReadingOptions {
  readonly surface: Surface;
  /** This session has written something that other pages should know of. */
  readonly onWrite: () => void;
}
