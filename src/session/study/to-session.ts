/** What a page draws of a session, from where that stands and what there is to tell. */
import { endOfToday } from "../../core/time/now.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import { loadingHelps, troubleText } from "../common/trouble-text.ts";
import type { SessionState } from "./session-state.ts";
import type { SessionActions, SessionView, ShownSession } from "./session-view.ts";
import { takenBackShort, takenBackText, undoText } from "./undo/undo-texts.ts";
import { countsOf, isBeginner, viewOf } from "./view-of.ts";

/**
 * @param state null before there is a session
 * @param trouble what keeps the page from the database, whatever the session says
 * @param told a notice that comes before what the session shows
 */
export function toSession(
  state: SessionState | null,
  trouble: Trouble | null,
  told: string | null,
  actions: SessionActions,
): ShownSession {
  return {
    view: toView(state, trouble, told),
    counts: state && countsOf(state),
    deckLanguage: state?.shown?.deck.language ?? null,
    dayEndsAtMs: state?.today ? endOfToday(state.today.now) : null,
    canUndo: state?.canUndo ?? false,
    undoText: undoText(state?.undoNext ?? null),
    isBeginner: state?.today ? isBeginner(state.today) : false,
    takenBack: state ? takenBackText(state) : null,
    takenBackShort: state ? takenBackShort(state) : null,
    busy: state?.busy ?? false,
    actions,
  };
}

function toView(state: SessionState | null, trouble: Trouble | null, told: string | null): SessionView {
  if (trouble)
    return { kind: "trouble", message: troubleText(trouble), way: loadingHelps(trouble) ? "loadAgain" : null };
  if (told !== null) return { kind: "storage", message: told };
  return state ? viewOf(state) : { kind: "loading" };
}
