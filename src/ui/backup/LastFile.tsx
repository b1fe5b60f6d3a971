import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { same } from "../../core/same.ts";
import type { LastRestore } from "../../jobs/messages.ts";
import { plural, t } from "../../platform/i18n.ts";
import { idleEntries } from "../../session/options/idle-entries.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { AskInPlace } from "../parts/AskInPlace.tsx";
import { momentText, numberText } from "../parts/figures.ts";
import { goneTexts, idleText } from "./ResultLine.tsx";

type Last = NonNullable<LastRestore>;

interface Props {
  readonly last: Last;
  readonly busy: boolean;
  /** Whether a folder is shared with other machines, on which a file is taken back as well then. */
  readonly isShared: boolean;
  readonly onTakeBack: () => void;
  readonly onKeepRest: () => void;
}

/**
 * The last file that came, which can be taken back, after it was said what that comes to; of one that was taken back in part, what
 * shall become of the rest.
 */
export function LastFile({ last, busy, isShared, onTakeBack, onKeepRest }: Props): JSX.Element {
  const { isBegun } = last;
  // Of the file as it stood when it was asked: another page may go on with it, or bring in another.
  const [asked, setAsked] = useState<Last | null>(null);
  const answered = (yes: boolean): void => {
    setAsked(null);
    if (yes) onTakeBack();
  };
  return (
    <div class="last-file" data-last={isBegun ? "in-part" : "whole"}>
      {/* It may come by what another page does, or as this one is stopped. */}
      <div role="status">{isBegun && <p>{partText(last)}</p>}</div>
      <AskInPlace
        asks={asked !== null && same(asked, last)}
        question={t(isBegun ? "takeBackRestAsk" : "takeBackAsk")}
        what={<p>{takingBackText(last, isShared)}</p>}
        yes={{ action: "confirm-take-back", words: t("takeBackDo") }}
        no={{ action: "keep-file", words: t("replaceKeep") }}
        busy={busy}
        onAnswer={answered}
        opener="take-back"
      >
        <p class="settings-actions">
          <ActionButton
            action="take-back"
            busy={busy}
            look={isBegun ? "small-button" : "quiet-button"}
            onPress={() => setAsked(last)}
          >
            {t(isBegun ? "backupTakeRestBack" : "backupTakeBack")}
          </ActionButton>
          {isBegun ? (
            <ActionButton
              action="keep-rest"
              busy={busy}
              look="small-button"
              describedBy="last-file-help"
              onPress={onKeepRest}
            >
              {t("backupKeepRest")}
            </ActionButton>
          ) : (
            <span class="fine">{lastText(last)}</span>
          )}
        </p>
      </AskInPlace>
      {isBegun && (
        <p id="last-file-help" class="setting-help">
          {t(last.isUnreadable ? "backupUnreadableHelp" : "backupPartHelp")}
        </p>
      )}
    </div>
  );
}

/** What taking it back comes to, or taking back the rest of it. */
function takingBackText(last: Last, isShared: boolean): string {
  const { isBegun, left } = last;
  const counts = isBegun ? (left ? [plural("takeBackRest", left)] : []) : [lastText(last)];
  return [...counts, t("takeBackWhat"), ...(isShared ? [t("takeBackShared")] : [])].join(" ");
}

/** What is left is known once somebody has looked for it; of a file of decks alone no entry is. */
export function partText(last: Last): string {
  const { undone, left, takenBack, othersTakenBack } = last;
  if (left === null || undone + left === 0) return t("backupPart");
  const counts = t("backupPartCounts", numberText(undone), numberText(left));
  const ofTheFile = takenBack + othersTakenBack > 0 ? [t("backupPartGone")] : [];
  return [t("backupPart"), counts, ...ofTheFile, ...idleText(idleEntries(last, undone + left))].join(" ");
}

/** With the numbers that the result had. */
export function lastText({ atMs, added, ...gone }: Last): string {
  // Nothing is kept of a file that brought nothing.
  if (added + gone.takenBack + gone.othersTakenBack === 0) return t("backupLastDecks", momentText(atMs));
  if (gone.takenBack + gone.othersTakenBack === 0) return plural("backupLast", added, momentText(atMs));
  return [t("backupLastGone", momentText(atMs), numberText(added)), ...goneTexts(gone)].join(" ");
}
