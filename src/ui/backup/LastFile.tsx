import type { JSX } from "preact";
import type { LastRestore } from "../../jobs/messages.ts";
import { plural, t } from "../../platform/i18n.ts";
import { idleEntries } from "../../session/options/idle-entries.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { momentText, numberText } from "../parts/figures.ts";
import { goneTexts, idleText } from "./ResultLine.tsx";

type Last = NonNullable<LastRestore>;

interface Props {
  readonly last: Last;
  readonly busy: boolean;
  readonly onTakeBack: () => void;
  readonly onKeepRest: () => void;
}

/** The last file that came, which can be taken back; of one that was taken back in part, what shall become of the rest. */
export function LastFile({ last, busy, onTakeBack, onKeepRest }: Props): JSX.Element {
  const { isBegun } = last;
  return (
    <div class="last-file" data-last={isBegun ? "in-part" : "whole"}>
      {/* It may come by what another page does, or as this one is stopped. */}
      <div role="status">{isBegun && <p>{partText(last)}</p>}</div>
      <p class="settings-actions">
        <ActionButton
          action="take-back"
          busy={busy}
          look={isBegun ? "small-button" : "quiet-button"}
          onPress={onTakeBack}
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
      {isBegun && (
        <p id="last-file-help" class="setting-help">
          {t(last.isUnreadable ? "backupUnreadableHelp" : "backupPartHelp")}
        </p>
      )}
    </div>
  );
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
