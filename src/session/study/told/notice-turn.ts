/**
 * When it is the turn of a notice about storage. One that is known at the opening comes before anything else. One that
 * is found out later never takes the place of a card that is in front: the next key was meant for the card, and would
 * send the notice away unread. It comes where the next card would come, or where there is nothing to press a key for.
 */

/** What of a session's state a key may be meant for. */
export interface InFront {
  readonly shown: { readonly card: object } | null;
  readonly trouble: string | null;
}

export interface NoticeTurn {
  /** What is to be shown instead of the session; null when there is nothing to say. */
  readonly shown: () => string | null;
  /** Shows a notice at once; for the opening, when nothing has been drawn yet. */
  readonly open: (message: string) => void;
  /** Takes a notice that was found out later, and keeps it until its turn. */
  readonly add: (message: string) => void;
  /** The user has graded the card in front: when it goes, what waits has its turn. */
  readonly graded: () => void;
  /** To be told of each change of the session, before it is drawn. */
  readonly follow: (state: InFront) => void;
  /** The user has read what is shown. Returns whether that was all there was to say. */
  readonly read: () => boolean;
}

export function noticeTurn(): NoticeTurn {
  let shown: string | null = null;
  let waiting: string | null = null;
  /** The card, or the sentence about trouble, that a key would be meant for; null when there is none. */
  let front: unknown = null;
  let leaving: unknown = null;

  const showNext = (): void => {
    leaving = null;
    // What is shown stays until it was read.
    if (shown !== null) return;
    shown = waiting;
    waiting = null;
  };

  return {
    shown: () => shown,
    open: (message) => {
      shown = message;
    },
    add: (message) => {
      // What is known at the opening is found again by the comparison.
      if (message === shown) return;
      waiting = message;
      if (front === null) showNext();
    },
    graded: () => {
      leaving = front;
    },
    follow: (state) => {
      const before = front;
      front = state.trouble ?? state.shown?.card ?? null;
      // Nothing was written, so the card comes back.
      if (state.trouble) leaving = null;
      else if (before === null || (leaving !== null && front !== leaving)) showNext();
    },
    read: () => {
      shown = null;
      showNext();
      return shown === null;
    },
  };
}
