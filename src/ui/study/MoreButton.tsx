import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { GoOn } from "./keys-shown.ts";

export const MORE_PANEL = "more-panel";

export interface More {
  readonly open: boolean;
  readonly onToggle: () => void;
  /** Null where no card is in front, or it is only practised: then the keys are all there is. */
  readonly card: CardActs | null;
  readonly goOn: GoOn;
  /** How many options the card has. Their letters choose, whatever else they would do. */
  readonly choices: number;
}

export interface CardActs {
  readonly onSuspend: () => void;
  readonly onBury: () => void;
  readonly onEdit: () => void;
  readonly onMark: () => void;
  readonly isMarked: boolean;
  /** An answer is being typed: no letter does anything else. */
  readonly isTyped: boolean;
}

/** Opens and closes the list of keys. */
export function MoreButton({ open, onToggle, card }: Pick<More, "open" | "onToggle" | "card">): JSX.Element {
  const title = t(card ? "moreTitle" : "keysTitle");
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={title}
      title={title}
      aria-keyshortcuts="?"
      aria-expanded={open}
      aria-controls={MORE_PANEL}
      onClick={onToggle}
    >
      {t("moreOpen")}
    </button>
  );
}
