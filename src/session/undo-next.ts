/** What Undo takes back if it is pressed now, in words: it is said before. */
import { t } from "../platform/i18n.ts";
import { GRADE_NAMES } from "./grade-names.ts";
import type { UndoNext } from "./session-state.ts";
import { shortened } from "./taken-back-text.ts";

/** As it stands on the button where no card is in front: "Undo “Good”". */
export function undoShort(next: UndoNext | null): string | null {
  if (!next?.said) return null;
  const { grade, words } = next.said;
  if (grade) return t("undoShort", t(GRADE_NAMES[grade.rating]));
  return words && t("undoShort", t(words));
}

/** The whole of it, for who asks the button, by pointer or screen reader. */
export function undoText(next: UndoNext | null): string | null {
  if (!next?.said) return null;
  const { grade, words } = next.said;
  if (grade) return t("undoGrade", t(GRADE_NAMES[grade.rating]), shortened(grade.question));
  return words && t("undoOther", t(words));
}
