import type { JSX } from "preact";
import { type MessageKey, t } from "../../platform/i18n.ts";

const PANEL = "more-panel";

export interface More {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onSuspend: () => void;
  readonly onBury: () => void;
  readonly onEdit: () => void;
  readonly onMark: () => void;
  readonly isMarked: boolean;
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
      aria-controls={PANEL}
      onClick={onToggle}
    >
      {t("moreOpen")}
    </button>
  );
}

const KEYS: readonly (readonly [MessageKey, MessageKey])[] = [
  ["keysShow", "keysShowWhat"],
  ["keysGrade", "keysGradeWhat"],
  ["keysUndo", "keysUndoWhat"],
  ["keysAway", "keysAwayWhat"],
];

/** What else can be done with a card, and the keys for everything. */
export function MorePanel({ onSuspend, onBury, onEdit, onMark, isMarked }: More): JSX.Element {
  return (
    <aside id={PANEL} class="glossary more" aria-label={t("moreTitle")}>
      <p>
        <button type="button" class="small-button" data-action="bury" aria-keyshortcuts="B" onClick={onBury}>
          {t("moreBury")}
        </button>{" "}
        <button type="button" class="small-button" data-action="suspend" aria-keyshortcuts="S" onClick={onSuspend}>
          {t("moreSuspend")}
        </button>{" "}
        <button type="button" class="small-button" data-action="edit" aria-keyshortcuts="E" onClick={onEdit}>
          {t("moreEdit")}
        </button>{" "}
        <button type="button" class="small-button" data-action="mark" aria-keyshortcuts="M" onClick={onMark}>
          {t(isMarked ? "moreUnmark" : "moreMark")}
        </button>
      </p>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
