import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

export const MORE_PANEL = "more-panel";

export interface More {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onSuspend: () => void;
  readonly onBury: () => void;
  readonly onEdit: () => void;
  readonly onMark: () => void;
  readonly isMarked: boolean;
  /** How many options the card has. Their letters choose, whatever else they would do. */
  readonly options: number;
}

/** Opens and closes the list of keys. */
export function MoreButton({ open, onToggle }: Pick<More, "open" | "onToggle">): JSX.Element {
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={t("moreTitle")}
      title={t("moreTitle")}
      aria-keyshortcuts="?"
      aria-expanded={open}
      aria-controls={MORE_PANEL}
      onClick={onToggle}
    >
      {t("moreOpen")}
    </button>
  );
}
