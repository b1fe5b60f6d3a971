import type { JSX } from "preact";
import type { Restored } from "../../exchange/messages.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { BackupResult } from "../../session/options/backup.ts";

export function ResultLine({ result }: { result: BackupResult }): JSX.Element {
  switch (result.kind) {
    case "exported":
      return <>{t("backupExported", result.fileName)}</>;
    case "restored":
      return <>{restoredText(result)}</>;
    case "takenBack":
      return <>{result.takenBack === null ? t("backupAllTakenBack") : plural("backupTakenBack", result.takenBack)}</>;
    case "stopped":
      return (
        <>
          {t("exchangeCancelled")} {t(result.inPart ? "backupInPart" : "backupUnchanged")}
        </>
      );
    case "failed":
      return (
        <>
          {result.sentence} {t(result.inPart ? "backupInPart" : "backupUnchanged")}
        </>
      );
  }
}

/** What was mended is told by itself, since taking the file back leaves it as it is. */
function restoredText({ added, takenBack, mended }: Restored): string {
  const whole = mended > 0 ? [plural("backupMended", mended)] : [];
  if (takenBack > 0) return [t("backupReplaced", added, takenBack), ...whole].join(" ");
  if (added > 0) return [plural("backupRestored", added), ...whole].join(" ");
  return whole[0] ?? t("backupNothingNew");
}
