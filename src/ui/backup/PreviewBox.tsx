import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { BackupPreview, RestoreMode } from "./backup-view.ts";

interface Props {
  readonly preview: BackupPreview;
  readonly busy: boolean;
  readonly onConfirm: (mode: RestoreMode) => void;
  readonly onCancel: () => void;
}

/** What the file would bring, and the two ways on. */
export function PreviewBox({ preview, busy, onConfirm, onCancel }: Props): JSX.Element {
  const [withSettings, setWithSettings] = useState(false);
  const count = (number: number): string => number.toLocaleString(uiLanguage());
  const madeAt = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeStyle: "short" });
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h3 id="preview-title">{preview.fileName}</h3>
      <dl class="preview-counts">
        <dt>{t("previewMade")}</dt>
        <dd>{madeAt.format(preview.exportedAtMs)}</dd>
        <dt>{t("previewNew")}</dt>
        <dd data-count="added">{count(preview.added)}</dd>
        <dt>{t("previewKnown")}</dt>
        <dd data-count="known">{count(preview.known)}</dd>
      </dl>
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
          onClick={() => onConfirm(withSettings ? "reviews-and-settings" : "reviews")}
        >
          {t("previewConfirm")}
        </button>
        <button type="button" class="quiet-button" data-action="cancel" disabled={busy} onClick={onCancel}>
          {t("previewCancel")}
        </button>
      </p>
    </section>
  );
}
