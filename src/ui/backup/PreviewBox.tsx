import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { BackupPreview, RestoreChoice } from "../../session/options/backup.ts";
import { ActionButton } from "../parts/ActionButton.tsx";

interface Props {
  readonly preview: BackupPreview;
  readonly busy: boolean;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  /** The box went away with the focus in it. */
  readonly onGone: () => void;
}

/** What the file would bring, and the ways on. */
export function PreviewBox({ preview, busy, onConfirm, onCancel, onGone }: Props): JSX.Element {
  const [withSettings, setWithSettings] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // It comes below the button that asked for it, so whoever waits there is led to it, and back afterwards. Somebody who
  // has gone elsewhere meanwhile is left in peace.
  useLayoutEffect(() => {
    const box = title.current?.parentElement;
    if (isAtRest()) title.current?.focus();
    return () => {
      if (box?.contains(document.activeElement)) onGone();
    };
  }, []);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h3 id="preview-title" ref={title} tabIndex={-1}>
        {preview.fileName}
      </h3>
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
        <ActionButton
          action="confirm"
          busy={busy}
          look={preview.added > 0 ? "small-button confirm" : "small-button"}
          onPress={() => onConfirm({ mode: "merge", withSettings })}
        >
          {t("previewConfirm")}
        </ActionButton>
        {preview.origin === "backup" && (
          <ActionButton
            action="replace"
            busy={busy}
            describedBy="preview-replace"
            onPress={() => onConfirm({ mode: "replace", withSettings })}
          >
            {t("previewReplace")}
          </ActionButton>
        )}
        <ActionButton action="cancel" busy={busy} look="quiet-button" onPress={onCancel}>
          {t("previewCancel")}
        </ActionButton>
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
      {preview.takenBack > 0 && (
        <>
          <dt>{t("previewTakenBack")}</dt>
          <dd data-count="takenBack">{count(preview.takenBack)}</dd>
        </>
      )}
      {preview.leftOut.reviews > 0 && (
        <>
          <dt>{t("previewLeftOut")}</dt>
          <dd data-count="leftOut">
            {t("previewLeftOutCounts", count(preview.leftOut.reviews), count(preview.leftOut.cards))}
          </dd>
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

/** Nothing has the focus, or the field that chose the file still has it. */
function isAtRest(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches('[type="file"]');
}
