import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import type { BackupControl } from "../../session/options/backup.ts";
import type { BackupState } from "../../session/options/backup-state.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { WorkBar } from "../parts/WorkBar.tsx";
import { LastFile } from "./LastFile.tsx";
import { OtherPrograms } from "./OtherPrograms.tsx";
import { PreviewBox } from "./PreviewBox.tsx";
import { ResultLine } from "./ResultLine.tsx";

type Actions = Pick<
  BackupControl,
  "onExport" | "onChooseFile" | "onLookAgain" | "onConfirm" | "onCancel" | "onTakeBack" | "onKeepRest" | "onStop"
>;
interface Props extends BackupState, Actions {
  /** Whether a folder is shared with other machines. */
  readonly isShared: boolean;
  readonly reportHref: string;
}

/** The log leaves as a file, and comes back from one. */
export function BackupPanel(props: Props): JSX.Element {
  const {
    onExport,
    onChooseFile,
    preview,
    canLookAgain,
    onLookAgain,
    onConfirm,
    onCancel,
    onTakeBack,
    onKeepRest,
    work,
    refreshing,
    onStop,
    result,
    lastRestore,
    isShared,
    reportHref,
  } = props;
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
            accept="application/json,application/zip,.json,.zip,.apkg,.colpkg"
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
        <PreviewBox
          preview={preview}
          busy={busy}
          mustWait={(lastRestore?.isBegun && !lastRestore.isUnreadable) ?? false}
          onConfirm={onConfirm}
          onCancel={onCancel}
          onGone={answered}
        />
      )}
      {work !== null && (
        <WorkBar
          work={work}
          label={t("exchangeWorking")}
          isCounted
          // Where the work is over, nothing is left to stop.
          stop={{ action: "stop", isOver: refreshing !== null, onStop }}
        />
      )}
      <p class="backup-result" role="status" data-result={busy ? "busy" : (result?.kind ?? "none")}>
        {busy
          ? t(refreshing === null ? "backupBusy" : BROUGHT_UP[refreshing])
          : result !== null && <ResultLine result={result} />}
      </p>
      {canLookAgain && (
        <p class="settings-actions">
          <ActionButton action="look-again" busy={busy} onPress={onLookAgain}>
            {t("backupLookAgain")}
          </ActionButton>
        </p>
      )}
      {lastRestore !== null && (
        <LastFile last={lastRestore} busy={busy} isShared={isShared} onTakeBack={onTakeBack} onKeepRest={onKeepRest} />
      )}
      <OtherPrograms busy={busy} onExport={onExport} reportHref={reportHref} />
    </section>
  );
}

const BROUGHT_UP = { written: "backupWritten", ended: "backupRefreshing" } as const;
