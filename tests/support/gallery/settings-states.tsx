import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DEFAULT_SETTINGS, type SettingKey, type Settings } from "../../../src/core/settings.ts";
import type { BackupPreview, BackupResult } from "../../../src/session/options/backup.ts";
import { BackupPanel } from "../../../src/ui/backup/BackupPanel.tsx";
import { AboutPanel } from "../../../src/ui/options/AboutPanel.tsx";
import { OptionsForm } from "../../../src/ui/options/OptionsForm.tsx";
import { SettingsFrame } from "../../../src/ui/options/SettingsFrame.tsx";
import type { State } from "./state.ts";
import { NOW_MS, PROVENANCE } from "./views.ts";

const tell = (what: string): void => {
  window.asked.push(what);
};

const PREVIEW: BackupPreview = {
  fileName: "osteon-2026-11-20.json",
  origin: "backup",
  exportedAtMs: NOW_MS - 3 * 86_400_000,
  added: 1_312,
  known: 48,
  conflicting: 1,
  takenBack: 2,
  settings: 3,
  foreignNotes: 0,
  leftOut: { reviews: 0, cards: 0 },
};

const ANKI_PREVIEW: BackupPreview = {
  ...PREVIEW,
  fileName: "Hormones of bone.apkg",
  origin: "anki",
  exportedAtMs: null,
  conflicting: 0,
  takenBack: 0,
  settings: 0,
  foreignNotes: 12,
  leftOut: { reviews: 2_040, cards: 31 },
};

function FakeForm({ errors }: { errors: Partial<Record<SettingKey, string>> }): JSX.Element {
  const [settings, setSettings] = useState<Settings>(DEFAULT_SETTINGS);
  return (
    <OptionsForm
      settings={settings}
      onChange={(key, value) => {
        tell(`${key} ${value}`);
        setSettings({ ...settings, [key]: value });
      }}
      onRestoreDefaults={() => setSettings(DEFAULT_SETTINGS)}
      errors={errors}
    />
  );
}

interface Shown {
  readonly errors?: Partial<Record<SettingKey, string>>;
  readonly preview?: BackupPreview;
  readonly busy?: boolean;
  readonly result?: BackupResult;
}

const settings = ({ errors = {}, preview, busy = false, result }: Shown): State => ({
  layouts: ["page"],
  draw: () => (
    <SettingsFrame>
      <FakeForm errors={errors} />
      <BackupPanel
        onExport={(kind, table) => tell(`export ${kind} ${table}`)}
        onChooseFile={(file) => tell(`choose ${file.name}`)}
        preview={preview ?? null}
        onConfirm={({ mode, withSettings }) => tell(`confirm ${mode} ${withSettings}`)}
        onCancel={() => tell("cancel")}
        work={busy ? { done: 410_000, total: 1_000_000 } : null}
        onStop={() => tell("stop")}
        result={result ?? null}
        reportHref="#report"
      />
      <AboutPanel decks={[PROVENANCE]} version="0.1.0" />
    </SettingsFrame>
  ),
});

export const SETTINGS_STATES: Record<string, State> = {
  settings: settings({}),
  "settings-error": settings({
    errors: { theme: "This could not be saved: the disk is full. Free some space and try again." },
  }),
  "backup-preview": settings({ preview: PREVIEW }),
  "backup-preview-anki": settings({ preview: ANKI_PREVIEW }),
  "backup-busy": settings({ preview: PREVIEW, busy: true }),
  "backup-exported": settings({ result: { kind: "exported", fileName: "osteon-2026-11-23.json" } }),
  "backup-restored": settings({ result: { kind: "restored", added: 1_312, known: 48, takenBack: 0 } }),
  "backup-failed": settings({
    result: { kind: "failed", sentence: "This file is no backup of Osteon: it does not say in what format it is." },
  }),
};
