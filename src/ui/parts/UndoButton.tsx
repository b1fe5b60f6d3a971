import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

interface Props {
  /** What would be taken back, in words, where that is known. */
  readonly undoText?: string | null | undefined;
  /** What tests and styles find this one by. */
  readonly action?: string;
  readonly hidden?: boolean;
  /** Something can be typed on the page: in its field U is a letter like any other. */
  readonly hasField?: boolean;
  readonly onUndo: () => void;
}

/** Takes the last answer back. Its keys are listened to elsewhere, see `use-undo-keys.ts`. */
export function UndoButton({ undoText, action, hidden = false, hasField = false, onUndo }: Props): JSX.Element {
  return (
    <button
      type="button"
      class="quiet-button"
      data-action={action}
      aria-keyshortcuts={hasField ? "Control+Z Meta+Z" : "U Control+Z Meta+Z"}
      title={t("moreWithKey", undoText ?? t("undoHint"), t(hasField ? "keysUndoTyped" : "keysUndo"))}
      hidden={hidden}
      onClick={onUndo}
    >
      {t("undo")}
    </button>
  );
}
