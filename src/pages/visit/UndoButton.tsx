import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Session } from "../../session/session-view.ts";
import { useUndoKeys } from "../../ui/study/use-undo-keys.ts";

/** Takes the last answer of a visit back, by button and key, where no card is in front. */
export function UndoButton({
  session: { canUndo, busy, undoText, actions },
}: {
  readonly session: Session;
}): JSX.Element | null {
  const undo = (): void => {
    if (canUndo && !busy) actions.undo();
  };
  useUndoKeys(undo);
  if (!canUndo) return null;
  return (
    <button
      type="button"
      class="quiet-button"
      data-action="visit-undo"
      aria-keyshortcuts="U Control+Z Meta+Z"
      title={undoText ?? t("undoHint")}
      onClick={undo}
    >
      {t("undo")}
    </button>
  );
}
