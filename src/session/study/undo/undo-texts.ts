/** What Undo has taken back, and what it takes back if it is pressed now, in words. */
import { type MessageKey, t } from "../../../platform/i18n.ts";
import { GRADE_NAMES } from "../../common/grade-names.ts";
import type { OwnDone, SessionState, UNSAID, UndoNext } from "../session-state.ts";

/** So much of a question tells which it is. */
const LONGEST = 60;

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …`;

type TakenBack = Pick<SessionState, keyof typeof UNSAID>;

const ASIDE = { suspend: "saidSuspended", bury: "saidPutOff" } as const;
const OWN = {
  marked: "saidMarked",
  unmarked: "saidUnmarked",
  worded: "saidWorded",
  deckWording: "saidDeckWording",
} as const satisfies Record<OwnDone, MessageKey>;

/**
 * Says what was taken back last, and of an answer which grade and where; or what was done to a card that may be gone from
 * the front since. Null where nothing was asked for.
 */
export function takenBackText(state: TakenBack): string | null {
  const { takenBack, takenBackGrade, isUndoMissed, changed = null, aside, own } = state;
  if (isUndoMissed) return t("undoMissed");
  if (takenBack === null) return aside ? t(ASIDE[aside]) : own ? t(OWN[own]) : changed;
  if (!takenBackGrade) return t("takenBack", t(takenBack));
  return t("takenBackGrade", t(GRADE_NAMES[takenBackGrade.rating]), shortened(takenBackGrade.question));
}

/** The same in short: for the eye, which sees the question that came back, and a star or a wording on the card. */
export function takenBackShort(state: TakenBack): string | null {
  if (state.takenBackGrade) return t("takenBack", t(GRADE_NAMES[state.takenBackGrade.rating]));
  return state.own ? null : takenBackText(state);
}

/** "Undo takes back “Good” on: What makes bone?"; null until it was read. */
export function undoText(next: UndoNext | null): string | null {
  if (!next?.said) return null;
  const { grade, words } = next.said;
  if (grade) return t("undoGrade", t(GRADE_NAMES[grade.rating]), shortened(grade.question));
  return words && t("undoOther", t(words));
}
