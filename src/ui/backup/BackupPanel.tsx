import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { BackupPreview, BackupResult, RestoreMode } from "./backup-view.ts";
import { PreviewBox } from "./PreviewBox.tsx";
import { ResultLine } from "./ResultLine.tsx";

interface Props {
  readonly onExport: () => void;
  readonly onChooseFile: (file: File) => void;
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  readonly onConfirm: (mode: RestoreMode) => void;
  readonly onCancel: () => void;
  /** True while a file is being read or written. */
  readonly busy: boolean;
  readonly result: BackupResult | null;
}

/** Progress leaves as one file, and comes back from one. */
export function BackupPanel(props: Props): JSX.Element {
  const { onExport, onChooseFile, preview, onConfirm, onCancel, busy, result } = props;
  const choose = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    // The same file may be chosen again after it was mended.
    if (file !== undefined) onChooseFile(file);
    input.value = "";
  };
  return (
    <section class="backup" aria-labelledby="backup-title" aria-busy={busy}>
      <h2 id="backup-title">{t("backupTitle")}</h2>
      <p>{t("backupIntro")}</p>
      <p class="settings-actions">
        <button type="button" class="small-button" data-action="export" disabled={busy} onClick={onExport}>
          {t("backupExport")}
        </button>
        <label class="small-button file-button">
          <input
            type="file"
            class="visually-hidden"
            accept="application/json,.json"
            data-action="choose-file"
            disabled={busy}
            onChange={(event) => choose(event.currentTarget)}
          />
          {t("backupChoose")}
        </label>
      </p>
      {preview !== null && <PreviewBox preview={preview} busy={busy} onConfirm={onConfirm} onCancel={onCancel} />}
      <p class="backup-result" role="status" data-result={busy ? "busy" : (result?.kind ?? "none")}>
        {busy ? t("backupBusy") : result !== null && <ResultLine result={result} />}
      </p>
    </section>
  );
}
