import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { BackupResult } from "../../session/options/backup.ts";

export function ResultLine({ result }: { result: BackupResult }): JSX.Element {
  switch (result.kind) {
    case "exported":
      return <>{t("backupExported", result.fileName)}</>;
    case "restored":
      if (result.takenBack > 0) return <>{t("backupReplaced", result.added, result.takenBack)}</>;
      return <>{result.added === 0 ? t("backupNothingNew") : plural("backupRestored", result.added)}</>;
    case "takenBack":
      return <>{plural("backupTakenBack", result.takenBack)}</>;
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
