import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";

interface Props {
  /** What went wrong. */
  readonly message: string;
  readonly busy: boolean;
  /** What came of the last action; null before one. */
  readonly result: string | null;
  readonly onSave: () => void;
  readonly onRebuild: () => void;
}

/** In place of the options when the database cannot be read: save what is left, and start again from the second record. */
export function RebuildPanel({ message, busy, result, onSave, onRebuild }: Props): JSX.Element {
  return (
    <section class="rescue" aria-labelledby="rescue-title" aria-busy={busy}>
      <h2 id="rescue-title">{t("rescueTitle")}</h2>
      <p role="alert">{message}</p>
      <p>{t("rescueIntro")}</p>
      <p class="settings-actions">
        <ActionButton action="rescue-save" busy={busy} onPress={onSave}>
          {t("rescueSave")}
        </ActionButton>
        <ActionButton action="rescue-rebuild" busy={busy} onPress={onRebuild}>
          {t("rescueRebuild")}
        </ActionButton>
      </p>
      <p class="setting-help" role="status" data-rescue-result>
        {result}
      </p>
    </section>
  );
}
