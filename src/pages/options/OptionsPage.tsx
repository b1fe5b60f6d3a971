import type { JSX } from "preact";
import type { Guarded } from "../../copies/open-guarded.ts";
import type { Settings } from "../../core/settings.ts";
import type { ExchangeClient } from "../../exchange/client.ts";
import { extensionVersion } from "../../platform/extension.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { Changes } from "../../store/changes.ts";
import type { DeckRow } from "../../store/schema.ts";
import { BackupPanel } from "../../ui/backup/BackupPanel.tsx";
import { HealthPanel } from "../../ui/health/HealthPanel.tsx";
import { takeSnapshot } from "../../ui/hooks/take-snapshot.ts";
import { useBackup } from "../../ui/hooks/use-backup.ts";
import { useFileCopy } from "../../ui/hooks/use-file-copy.ts";
import { useHealth } from "../../ui/hooks/use-health.ts";
import { useSettings } from "../../ui/hooks/use-settings.ts";
import { AboutPanel } from "../../ui/options/AboutPanel.tsx";
import { OptionsForm } from "../../ui/options/OptionsForm.tsx";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";

export interface OptionsPageProps {
  readonly guarded: Guarded;
  readonly changes: Changes;
  /** What was saved when the page was opened. */
  readonly saved: Settings;
  readonly decks: readonly DeckRow[];
  readonly exchange: ExchangeClient;
}

export function OptionsPage({ guarded, changes, saved, decks, exchange }: OptionsPageProps): JSX.Element {
  const { settings, errors, change, restore, reload } = useFileCopy(useSettings(guarded.db, saved, changes));
  const health = useHealth(guarded.db, changes);
  const backup = useBackup(exchange, async () => {
    // A file brings events of any age, which the second record does not look for by itself before tomorrow.
    logFailure("recording what was restored", takeSnapshot(guarded));
    await reload();
  });
  return (
    <SettingsFrame>
      <OptionsForm settings={settings} onChange={change} onRestoreDefaults={restore} errors={errors} />
      <BackupPanel {...backup} reportHref="../report/index.html" />
      <HealthPanel {...health} />
      <AboutPanel decks={decks} version={extensionVersion()} />
    </SettingsFrame>
  );
}
