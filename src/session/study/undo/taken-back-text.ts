import { t } from "../../../platform/i18n.ts";
import { GRADE_NAMES } from "../../common/grade-names.ts";
import type { SessionState } from "../session-state.ts";

/** So much of a question tells which it is. */
const LONGEST = 60;

export const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …`;

type TakenBack = Pick<SessionState, "takenBack" | "takenBackGrade" | "isUndoMissed" | "changed" | "aside">;

const ASIDE = { suspend: "saidSuspended", bury: "saidPutOff" } as const;

/**
 * Says what was taken back last, and of an answer which grade and where; or what was done to a card that may be gone from
 * the front since. Null where nothing was asked for.
 */
export function takenBackText(state: TakenBack): string | null {
  const { takenBack, takenBackGrade, isUndoMissed, changed = null, aside } = state;
  if (isUndoMissed) return t("undoMissed");
  if (takenBack === null) return aside ? t(ASIDE[aside]) : changed;
  if (!takenBackGrade) return t("takenBack", t(takenBack));
  return t("takenBackGrade", t(GRADE_NAMES[takenBackGrade.rating]), shortened(takenBackGrade.question));
}

/** What was taken back, in short: for the eye, which sees the question that came back. */
export const takenBackShort = (state: TakenBack): string | null =>
  state.takenBackGrade ? t("takenBack", t(GRADE_NAMES[state.takenBackGrade.rating])) : takenBackText(state);
