/** What a study page needs to show all that is known of a card, and to change it by what the page itself writes and undoes. */
import type { CardId } from "../../core/ids.ts";
import type { CardAction } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { TroubleError } from "../../store/database/trouble.ts";
import type { Database } from "../../store/opening/open.ts";
import { type ActionWays, type CardActions, cardActions, type LastAction } from "../cards/card-actions.ts";
import { type CardInfo, readCardInfo } from "../cards/card-info.ts";
import { readMaker } from "../common/maker.ts";
import type { StudySession } from "./study-session-types.ts";

export interface CardDesk {
  readonly readCardInfo: (id: CardId) => Promise<CardInfo | null>;
  readonly actions: CardActions;
  /** The study day at its opening. */
  readonly today: StudyDay;
}

/** @param said what the page says of an action on one card, once it is done */
export async function cardDesk(
  db: Database,
  clock: Clock,
  study: Pick<StudySession, "state" | "change" | "undo">,
  said: (action: CardAction) => string,
): Promise<CardDesk> {
  const { maker } = await readMaker(db, clock);
  return {
    today: maker().now.today,
    readCardInfo: (id) => readCardInfo(db, clock, id),
    // The session tells of its writes itself.
    actions: cardActions(
      db,
      clock,
      () => {},
      () => {},
      waysOf(study, said),
    ),
  };
}

/** One card at a time; what was done here last is what the page's Undo takes back. */
function waysOf(
  study: Pick<StudySession, "state" | "change" | "undo">,
  said: (action: CardAction) => string,
): ActionWays {
  let made: LastAction | null = null;
  /** What went wrong is told in the dialog as well, which lies over the page. */
  const mustHaveGone = (): void => {
    const { trouble } = study.state();
    if (trouble) throw new TroubleError(trouble);
  };
  return {
    async apply({ action, cards: [card] }) {
      const event = card ? await study.change(card, action, said(action)) : null;
      mustHaveGone();
      if (event === null) return { end: "whole", changed: 0, meanwhile: 1 };
      made = { kind: action.kind, cards: 1, first: event, begun: null };
      return { end: "whole", changed: 1, meanwhile: 0 };
    },
    last: async () => made,
    async takeBack() {
      const before = made;
      made = null;
      if (!before) return null;
      await study.undo(before.first);
      mustHaveGone();
      return study.state().isUndoMissed ? null : { ...before, end: "whole", unreadable: 0 };
    },
  };
}
