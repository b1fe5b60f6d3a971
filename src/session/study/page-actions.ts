/** What a study page may call, as what its session does: also before there is one, when most of it does nothing. */
import type { Guarded } from "../../copies/record/open-guarded.ts";
import { systemClock } from "../../platform/clock.ts";
import { openPlainTab } from "../../platform/container.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import type { StudySession } from "./study-session.ts";

/** What a page has at the moment of a call; null until it is there. */
export interface Acting {
  readonly study: () => StudySession | null;
  readonly guarded: () => Guarded | null;
  /** The learner grades the card in front, or sets it aside: what waits to be told has its turn. */
  readonly graded: () => void;
  /** What the one button of a view does. */
  readonly goOn: () => void;
}

export function pageActions({ study, guarded, graded, goOn }: Acting): SessionActions {
  return {
    begin: () => study()?.begin(),
    reveal: async (card, said) => (await study()?.reveal(said, card)) ?? false,
    grade(rating) {
      graded();
      logFailure("grading", study()?.grade(rating));
    },
    undo: () => logFailure("undoing", study()?.undo()),
    acknowledge: goOn,
    answerOffer: (wanted) => logFailure("answering an offer", study()?.answerOffer(wanted)),
    moreNew: (cards) => logFailure("asking for more new cards", study()?.moreNew(cards)),
    setAside(how) {
      graded();
      logFailure("setting a card aside", study()?.setAside(how));
    },
    saveWording: async (card, wording) => (await study()?.saveWording(card, wording)) ?? false,
    mark: () => logFailure("marking a card", study()?.mark()),
    practise: () => logFailure("asking a card out of turn", study()?.practise()),
    comeBackPlainly: () => logFailure("going on", study()?.comeBack(false)),
    popupOnly: () => logFailure("leaving the new tab alone", study()?.welcome(true)),
    goAhead: () => logFailure("going on", study()?.goAhead()),
    loadAgain: () => location.reload(),
    openPlainTab: () => logFailure("opening a plain tab", openPlainTab()),
    async readKnowledge() {
      const { readKeeping } = await import("../cards/kept-knowledge.ts");
      const opened = guarded();
      return opened && readKeeping(opened.db, systemClock);
    },
    async cardDesk(said) {
      const { cardDesk } = await import("./card-desk.ts");
      const [opened, session] = [guarded(), study()];
      return opened && session && cardDesk(opened.db, systemClock, session, said);
    },
  };
}

/** What the one button of a view means to the session. */
export function goOnFrom({ kind }: SessionView, study: StudySession): Promise<void> {
  if (kind === "welcome") return study.welcome(false);
  if (kind === "return") return study.comeBack(true);
  if (kind === "paused") return study.endPause();
  return study.acknowledge();
}
