/** What Undo takes back if it is pressed now, in words: it is said before. */
import { t } from "../../../platform/i18n.ts";
import { GRADE_NAMES } from "../../common/grade-names.ts";
import type { UndoNext } from "../session-state.ts";
import { shortened } from "./taken-back-text.ts";

/** "Undo takes back “Good” on: What makes bone?"; null until it was read. */
export function undoText(next: UndoNext | null): string | null {
  if (!next?.said) return null;
  const { grade, words } = next.said;
  if (grade) return t("undoGrade", t(GRADE_NAMES[grade.rating]), shortened(grade.question));
  return words && t("undoOther", t(words));
}
