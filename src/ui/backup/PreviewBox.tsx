import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { BackupPreview, RestoreChoice } from "./backup-view.ts";

interface Props {
  readonly preview: BackupPreview;
  readonly busy: boolean;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
}

/** What the file would bring, and the ways on. */
export function PreviewBox({ preview, busy, onConfirm, onCancel }: Props): JSX.Element {
  const [withSettings, setWithSettings] = useState(false);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h3 id="preview-title">{preview.fileName}</h3>
      <Counts preview={preview} />
      {preview.settings > 0 && (
        <label class="preview-settings">
          <input
            type="checkbox"
            name="with-settings"
            checked={withSettings}
            onChange={(event) => setWithSettings(event.currentTarget.checked)}
          />
          {t("previewSettings")}
        </label>
      )}
      <p class="settings-actions">
        <button
          type="button"
          class="small-button confirm"
          data-action="confirm"
          disabled={busy}
          onClick={() => onConfirm({ mode: "merge", withSettings })}
        >
          {t("previewConfirm")}
        </button>
        {preview.origin === "backup" && (
          <button
            type="button"
            class="small-button"
            data-action="replace"
            disabled={busy}
            aria-describedby="preview-replace"
            onClick={() => onConfirm({ mode: "replace", withSettings })}
          >
            {t("previewReplace")}
          </button>
        )}
        <button type="button" class="quiet-button" data-action="cancel" disabled={busy} onClick={onCancel}>
          {t("previewCancel")}
        </button>
      </p>
      {preview.origin === "backup" && (
        <p id="preview-replace" class="setting-help">
          {t("previewReplaceHelp")}
        </p>
      )}
    </section>
  );
}

function Counts({ preview }: { preview: BackupPreview }): JSX.Element {
  const count = (number: number): string => number.toLocaleString(uiLanguage());
  const madeAt = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeStyle: "short" });
  return (
    <dl class="preview-counts">
      <dt>{t("previewMade")}</dt>
      <dd>{preview.exportedAtMs === null ? t("previewAnki") : madeAt.format(preview.exportedAtMs)}</dd>
      <dt>{t("previewNew")}</dt>
      <dd data-count="added">{count(preview.added)}</dd>
      <dt>{t("previewKnown")}</dt>
      <dd data-count="known">{count(preview.known)}</dd>
      {preview.conflicting > 0 && (
        <>
          <dt>{t("previewConflicts")}</dt>
          <dd data-count="conflicting">{count(preview.conflicting)}</dd>
        </>
      )}
      {preview.foreignNotes > 0 && (
        <>
          <dt>{t("previewForeign")}</dt>
          <dd data-count="foreign">{count(preview.foreignNotes)}</dd>
        </>
      )}
    </dl>
  );
}
