import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { BACKUP_LIMITS } from "../../exchange/backup/backup-format.ts";
import { t } from "../../platform/i18n.ts";
import { type BackupPreview, comingDecks, type RestoreChoice } from "../../session/options/file-preview.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { AskInPlace } from "../parts/AskInPlace.tsx";
import { numberText } from "../parts/figures.ts";
import { comingWith } from "./coming-with.ts";
import { PreviewCounts } from "./PreviewCounts.tsx";
import { TakenBackLines, takesBack } from "./TakenBackLines.tsx";

interface Props {
  readonly preview: BackupPreview;
  readonly busy: boolean;
  /** The last file is taken back in part: before anything else comes in, the user says what becomes of the rest. */
  readonly mustWait: boolean;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  /** The box went away with the focus in it. */
  readonly onGone: () => void;
}

/** What the file would bring, and the ways on. */
export function PreviewBox({ preview, busy, mustWait, onConfirm, onCancel, onGone }: Props): JSX.Element {
  const [withSettings, setWithSettings] = useState(false);
  // Of the preview that it was asked about: one that was worked out anew may say something else.
  const [asked, setAsked] = useState<BackupPreview | null>(null);
  const asks = asked === preview;
  const replace = (): void => onConfirm({ mode: "replace", withSettings });
  const answered = (yes: boolean): void => {
    setAsked(null);
    if (yes) replace();
  };
  const changes = preview.replace ? [preview.merge, preview.replace] : [preview.merge];
  const changesSettings = changes.some(({ settings, plans }) => settings.length + plans.length > 0);
  // The region of the verdict stands there before its words, which are not read out else.
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const brings = bringsNews(preview, withSettings);
  const comesIn = brings && !mustWait;
  const canReplace = preview.replace !== null && !mustWait;
  // Where nothing would be added, the way on is to leave the file, and not to replace what is here by it.
  const cancel = (
    <ActionButton action="cancel" busy={busy} look={comesIn ? "quiet-button" : "small-button"} onPress={onCancel}>
      {t("previewCancel")}
    </ActionButton>
  );
  const title = useRef<HTMLHeadingElement>(null);
  // It comes below the button that asked for it, so whoever waits there is led to it, and back afterwards. Somebody who
  // has gone elsewhere meanwhile is left in peace.
  useLayoutEffect(() => {
    const box = title.current?.parentElement;
    if (isAtRest(box)) title.current?.focus();
    return () => {
      if (box?.contains(document.activeElement)) onGone();
    };
  }, []);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h3 id="preview-title" ref={title} tabIndex={-1}>
        {preview.fileName}
      </h3>
      <PreviewCounts preview={preview} withSettings={withSettings} />
      {changesSettings && (
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
      {beyondOnceTakenBack(preview).map(([mode, entries]) => (
        <p key={mode} data-take-back={mode}>
          {t(TAKE_BACK[mode], numberText(entries), numberText(BACKUP_LIMITS.events))}
        </p>
      ))}
      {/* It comes and goes with the box for the settings above, and with what other pages do. */}
      <div role="status">
        {isDrawn && mustWait ? (
          <p data-preview="must-wait">{t("previewMustWait")}</p>
        ) : (
          isDrawn && !brings && <p data-preview="nothing">{t("previewNothing")}</p>
        )}
      </div>
      <AskInPlace
        asks={asks && !mustWait}
        question={t("replaceAsk")}
        what={
          <dl class="preview-counts">
            <TakenBackLines preview={preview} withSettings={withSettings} isWhole />
          </dl>
        }
        yes={{ action: "confirm-replace", words: t("replaceDo") }}
        no={{ action: "keep-here", words: t("replaceKeep") }}
        busy={busy}
        onAnswer={answered}
        opener="replace"
      >
        <p class="settings-actions">
          {comesIn && (
            <ActionButton
              action="confirm"
              busy={busy}
              look="small-button confirm"
              onPress={() => onConfirm({ mode: "merge", withSettings })}
            >
              {t("previewConfirm")}
            </ActionButton>
          )}
          {!comesIn && cancel}
          {canReplace && (
            <ActionButton
              action="replace"
              busy={busy}
              look={brings ? "small-button" : "quiet-button"}
              describedBy="preview-replace"
              onPress={() => (takesBack(preview, withSettings) ? setAsked(preview) : replace())}
            >
              {t("previewReplace")}
            </ActionButton>
          )}
          {comesIn && cancel}
        </p>
      </AskInPlace>
      {canReplace && (
        <p id="preview-replace" class="setting-help">
          {t("previewReplaceHelp")}
        </p>
      )}
    </section>
  );
}

/** A backup is saved before a replacement anyway, see `previewReplaceHelp`. */
const TAKE_BACK = {
  first: "previewTakeBackFirst",
  merge: "previewTakeBackMerge",
  replace: "previewTakeBackReplace",
} as const;

/** The ways in after which taking the file back could leave more than a backup holds, with how many entries that is. */
function beyondOnceTakenBack({ here, afterTakingBack: { merge, replace } }: BackupPreview) {
  // Where nothing is here, both ways are one, and there is nothing to save before.
  const ways =
    here === 0
      ? ([["first", merge]] as const)
      : ([
          ["merge", merge],
          ["replace", replace ?? 0],
        ] as const);
  return ways.filter(([, entries]) => entries > BACKUP_LIMITS.events);
}

/** Whether adding the file would write anything. */
function bringsNews(preview: BackupPreview, withSettings: boolean): boolean {
  const { added, again } = comingWith(preview, withSettings);
  return added + again + preview.mended > 0 || comingDecks(preview) > 0;
}

/** Nothing has the focus but what lies around the box, or the field that chose the file still has it. */
function isAtRest(box: Node | null | undefined): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement.contains(box ?? null) || activeElement.matches('[type="file"]');
}
