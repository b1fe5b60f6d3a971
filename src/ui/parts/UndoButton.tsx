import type { JSX } from "preact";
import { hasSingleKeys } from "../../platform/appearance.ts";
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
  const hasLetter = !hasField && hasSingleKeys();
  return (
    <button
      type="button"
      class="quiet-button"
      data-action={action}
      aria-keyshortcuts={hasLetter ? "U Control+Z Meta+Z" : "Control+Z Meta+Z"}
      title={t("moreWithKey", undoText ?? t("undoHint"), t(hasLetter ? "keysUndo" : "keysUndoTyped"))}
      hidden={hidden}
      onClick={onUndo}
    >
      {t("undo")}
    </button>
  );
}
