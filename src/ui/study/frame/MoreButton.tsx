import type { JSX } from "preact";
import { hasSingleKeys } from "../../../platform/appearance.ts";
import { t } from "../../../platform/i18n.ts";
import type { SessionView } from "../../../session/study/session-view.ts";
import type { Dialog } from "./dialog.ts";
import type { NextKey } from "./keys-shown.ts";

export const MORE_PANEL = "more-panel";

export interface More {
  readonly open: boolean;
  readonly onToggle: () => void;
  /** Null where no card is in front, or it is only practised: then the keys are all there is. */
  readonly card: CardActs | null;
  /** Shows all that is known of the card; absent where none is in front. */
  readonly onInfo?: () => void;
  readonly goOn: NextKey;
  /** How many options the card has. Their letters choose, whatever else they would do. */
  readonly choices: number;
  /** Something can be typed: in its field U is a letter like any other. */
  readonly hasField?: boolean;
}

export interface CardActs {
  readonly suspend: () => void;
  readonly bury: () => void;
  readonly edit: () => void;
  readonly mark: () => void;
  readonly openDialog: (dialog: Dialog) => void;
  readonly view: SessionView & { kind: "card" };
}

/** Opens and closes the list of keys. */
export function MoreButton({ open, onToggle, card }: Pick<More, "open" | "onToggle" | "card">): JSX.Element {
  const title = t(card ? "moreTitle" : "keysTitle");
  return (
    <button
      type="button"
      class="quiet-button"
      // Its name as well: told once, what stands on it is for the eye.
      title={title}
      aria-keyshortcuts={hasSingleKeys() ? "?" : undefined}
      aria-expanded={open}
      aria-controls={MORE_PANEL}
      onClick={onToggle}
    >
      <span aria-hidden="true">{t("moreOpen")}</span>
    </button>
  );
}
