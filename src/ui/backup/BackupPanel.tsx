import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
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
  const field = useRef<HTMLInputElement>(null);
  const answered = (): void => field.current?.focus();
  const choose = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    // The same file may be chosen again after it was mended.
    if (file !== undefined && !busy) onChooseFile(file);
    input.value = "";
  };
  return (
    <section class="backup" aria-labelledby="backup-title" aria-busy={busy}>
      <h2 id="backup-title">{t("backupTitle")}</h2>
      <p>{t("backupIntro")}</p>
      <p class="settings-actions">
        <ActionButton action="export" busy={busy} onPress={() => onExport("json", "csv")}>
          {t("backupExport")}
        </ActionButton>
        <label class="small-button file-button">
          <input
            type="file"
            class="visually-hidden"
            accept="application/json,.json,.apkg"
            data-action="choose-file"
            ref={field}
            aria-disabled={busy}
            onClick={(event) => busy && event.preventDefault()}
            onChange={(event) => choose(event.currentTarget)}
          />
          {t("backupChoose")}
        </label>
      </p>
      {preview !== null && (
        <PreviewBox preview={preview} busy={busy} onConfirm={onConfirm} onCancel={onCancel} onGone={answered} />
      )}
      {work !== null && <WorkBar work={work} onStop={onStop} />}
      <p class="backup-result" role="status" data-result={busy ? "busy" : (result?.kind ?? "none")}>
        {busy ? t("backupBusy") : result !== null && <ResultLine result={result} />}
      </p>
      <OtherPrograms busy={busy} onExport={onExport} reportHref={reportHref} />
    </section>
  );
}
