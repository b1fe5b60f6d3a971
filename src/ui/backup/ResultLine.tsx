import type { JSX } from "preact";
import type { FileRestored } from "../../jobs/messages.ts";
import { type MessageKey, plural, t } from "../../platform/i18n.ts";
import type { BackupOutcome } from "../../session/options/backup-state.ts";
import { numberText } from "../parts/figures.ts";

export function ResultLine({ result }: { result: BackupOutcome }): JSX.Element {
  switch (result.kind) {
    case "exported":
      return <>{t("backupExported", result.fileName)}</>;
    case "restored":
      return <>{restoredText(result)}</>;
    case "takenBack":
      return <>{takenBackText(result)}</>;
    case "restKept":
      return <>{t("backupRestKept")}</>;
    case "overtaken":
      return <>{t("backupOvertaken")}</>;
    case "stopped":
      return (
        <>
          {t("exchangeCancelled")} {t(standsNow(result))}
        </>
      );
    case "failed":
      return (
        <>
          {result.sentence} {t(standsNow(result))}
        </>
      );
  }
}

/** How much of the file is taken back by now, by whichever page and whenever. A file of decks alone has no entries. */
function takenBackText({ takenBack, unreadable, idle }: Extract<BackupOutcome, { kind: "takenBack" }>): string {
  const others = idleText(idle);
  if (unreadable === 0)
    return [takenBack ? plural("backupTakenBack", takenBack) : t("backupAllTakenBack"), ...others].join(" ");
  const entries = takenBack ? [plural("backupPartTakenBack", takenBack)] : [];
  return [...entries, plural("backupNotTakenBack", unreadable), ...others].join(" ");
}

/** With them the entries of a file come to as many as it brought, see `idleEntries`. */
export const idleText = (idle: number): string[] => (idle > 0 ? [plural("backupIdle", idle)] : []);

const standsNow = ({ inPart, isUnknown }: Extract<BackupOutcome, { kind: "stopped" | "failed" }>): MessageKey =>
  inPart ? "backupInPart" : isUnknown ? "backupUnknown" : "backupUnchanged";

/** What a file took back that was here, each where there is any of it. */
export function goneTexts({
  takenBack,
  othersTakenBack,
}: Pick<FileRestored, "takenBack" | "othersTakenBack">): string[] {
  return [
    ...(takenBack > 0 ? [t("backupReviewsGone", numberText(takenBack))] : []),
    ...(othersTakenBack > 0 ? [t("backupOthersGone", numberText(othersTakenBack))] : []),
  ];
}

/** What was mended is told by itself, since taking the file back leaves it as it is. */
function restoredText({ added, mended, decks, ...gone }: Extract<BackupOutcome, { kind: "restored" }>): string {
  const back = goneTexts(gone);
  const entries =
    back.length > 0
      ? [t("backupReplaced", numberText(added)), ...back]
      : added > 0
        ? [plural("backupRestored", added)]
        : [];
  const whole = mended > 0 ? [plural("backupMended", mended)] : [];
  const said = [...entries, ...(decks > 0 ? [plural("backupDecks", decks)] : []), ...whole];
  return said.length > 0 ? said.join(" ") : t("backupNothingNew");
}
