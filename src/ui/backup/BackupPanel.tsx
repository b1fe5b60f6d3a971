import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { BackupPreview, BackupResult, ExportKind, RestoreChoice, TableKind, Work } from "./backup-view.ts";
import { OtherPrograms } from "./OtherPrograms.tsx";
import { PreviewBox } from "./PreviewBox.tsx";
import { ResultLine } from "./ResultLine.tsx";
import { WorkBar } from "./WorkBar.tsx";

interface Props {
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly onChooseFile: (file: File) => void;
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  /** What goes on with a file at the moment; null when nothing does. */
  readonly work: Work | null;
  readonly onStop: () => void;
  readonly result: BackupResult | null;
  readonly reportHref: string;
}

/** Progress leaves as a file, and comes back from one. */
export function BackupPanel(props: Props): JSX.Element {
  const { onExport, onChooseFile, preview, onConfirm, onCancel, work, onStop, result, reportHref } = props;
  const busy = work !== null;
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
        <button
          type="button"
          class="small-button"
          data-action="export"
          disabled={busy}
          onClick={() => onExport("json", "csv")}
        >
          {t("backupExport")}
        </button>
        <label class="small-button file-button">
          <input
            type="file"
            class="visually-hidden"
            accept="application/json,.json,.apkg"
            data-action="choose-file"
            disabled={busy}
            onChange={(event) => choose(event.currentTarget)}
          />
          {t("backupChoose")}
        </label>
      </p>
      {preview !== null && <PreviewBox preview={preview} busy={busy} onConfirm={onConfirm} onCancel={onCancel} />}
      {work !== null && <WorkBar work={work} onStop={onStop} />}
      <p class="backup-result" role="status" data-result={busy ? "busy" : (result?.kind ?? "none")}>
        {busy ? t("backupBusy") : result !== null && <ResultLine result={result} />}
      </p>
      <OtherPrograms busy={busy} onExport={onExport} reportHref={reportHref} />
    </section>
  );
}
