import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { RebuildControl, RebuildState } from "../../session/options/rebuild.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { WorkBar } from "../parts/WorkBar.tsx";

/** Nobody knows how much a damaged database holds before it is read. */
const OPEN_END = { done: 0, total: 0 };

interface Props extends RebuildState, Pick<RebuildControl, "onSave" | "onRebuild"> {
  /** What went wrong. */
  readonly message: string;
}

/**
 * In place of the options when the database cannot be read: save what is left, and make the database anew from it. Neither
 * has a way to stop it: once the old database is deleted, whatever opens the new one next would only go on filling it.
 */
export function RebuildPanel({ message, busy, result, onSave, onRebuild }: Props): JSX.Element {
  return (
    <section class="rebuild" aria-labelledby="rebuild-title" aria-busy={busy}>
      <h2 id="rebuild-title">{t("rebuildTitle")}</h2>
      <p role="alert">{message}</p>
      <p>{t("rebuildIntro")}</p>
      <p class="settings-actions">
        <ActionButton action="rebuild-save" busy={busy} onPress={onSave}>
          {t("rebuildSave")}
        </ActionButton>
        <ActionButton action="rebuild" busy={busy} onPress={onRebuild}>
          {t("rebuildStart")}
        </ActionButton>
      </p>
      {busy && <WorkBar work={OPEN_END} label={t("rebuildWorking")} stop={null} />}
      <p class="setting-help" role="status" data-rebuild-result>
        {result}
      </p>
    </section>
  );
}
