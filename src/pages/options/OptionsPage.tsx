import type { JSX } from "preact";
import type { Settings } from "../../core/settings.ts";
import type { Changes } from "../../db/changes.ts";
import type { Database } from "../../db/open.ts";
import type { DeckRow } from "../../db/schema.ts";
import type { ExchangeClient } from "../../exchange/client.ts";
import { extensionVersion } from "../../platform/extension.ts";
import { BackupPanel } from "../../ui/backup/BackupPanel.tsx";
import { useBackup } from "../../ui/hooks/use-backup.ts";
import { useSettings } from "../../ui/hooks/use-settings.ts";
import { AboutPanel } from "../../ui/options/AboutPanel.tsx";
import { OptionsForm } from "../../ui/options/OptionsForm.tsx";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";

export interface OptionsPageProps {
  readonly db: Database;
  readonly changes: Changes;
  /** What was saved when the page was opened. */
  readonly saved: Settings;
  readonly decks: readonly DeckRow[];
  readonly exchange: ExchangeClient;
}

export function OptionsPage({ db, changes, saved, decks, exchange }: OptionsPageProps): JSX.Element {
  const { settings, errors, change, restore, reload } = useSettings(db, saved, changes);
  const backup = useBackup(exchange, reload);
  return (
    <SettingsFrame>
      <OptionsForm settings={settings} onChange={change} onRestoreDefaults={restore} errors={errors} />
      <BackupPanel {...backup} reportHref="../report/index.html" />
      {decks.map((deck) => (
        <AboutPanel key={deck.id} provenance={deck} version={extensionVersion()} />
      ))}
    </SettingsFrame>
  );
}
