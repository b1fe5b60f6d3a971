import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DEFAULT_SETTINGS, type SettingKey, type Settings } from "../../../src/core/settings.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { LastRestore } from "../../../src/jobs/messages.ts";
import { t } from "../../../src/platform/i18n.ts";
import type { BackupOutcome } from "../../../src/session/options/backup-state.ts";
import type { BackupPreview } from "../../../src/session/options/file-preview.ts";
import type { HealthResult, HealthView, HealthWork } from "../../../src/session/options/health.ts";
import type { MachinesState } from "../../../src/session/options/machines-state.ts";
import type { DaysBegun } from "../../../src/session/options/new-days.ts";
import { BackupPanel } from "../../../src/ui/backup/BackupPanel.tsx";
import { HealthPanel } from "../../../src/ui/health/HealthPanel.tsx";
import { RebuildPanel } from "../../../src/ui/health/RebuildPanel.tsx";
import { AboutPanel } from "../../../src/ui/options/AboutPanel.tsx";
import { DefaultsPart } from "../../../src/ui/options/DefaultsPart.tsx";
import { ExamPanel } from "../../../src/ui/options/ExamPanel.tsx";
import { MachinesPanel } from "../../../src/ui/options/MachinesPanel.tsx";
import { OptionsForm } from "../../../src/ui/options/OptionsForm.tsx";
import { SettingsContents } from "../../../src/ui/options/SettingsContents.tsx";
import { SettingsFrame } from "../../../src/ui/options/SettingsFrame.tsx";
import { TeachersPanel } from "../../../src/ui/options/TeachersPanel.tsx";
import { NONE_SET } from "../files/none-set.ts";
import { alone, press } from "./alone.tsx";
import { DECKS, FakeDecks } from "./fake-decks.tsx";
import { ANKI_PREVIEW, CHANGES, IN_PART, LAST_FILE, PREVIEW } from "./files-shown.ts";
import type { State } from "./state.ts";
import { NOW_MS, PROVENANCE } from "./views.ts";

const tell = (what: string): void => {
  window.asked.push(what);
};

function FakeForm({ errors }: { errors: Partial<Record<SettingKey, string>> }): JSX.Element {
  const [settings, setSettings] = useState<Settings>(DEFAULT_SETTINGS);
  return (
    <OptionsForm
      settings={settings}
      onChange={(key, value) => {
        tell(`${key} ${value}`);
        // Only once what the field itself has changed is drawn, as it is with a database.
        queueMicrotask(() => setSettings((last) => ({ ...last, [key]: value })));
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
  readonly result?: BackupOutcome;
  readonly last?: LastRestore;
  readonly canLookAgain?: boolean;
  readonly shared?: boolean;
}

const settings = ({
  errors = {},
  preview,
  busy = false,
  result,
  last,
  canLookAgain = false,
  shared = false,
}: Shown): State => ({
  layouts: ["page"],
  draw: () => (
    <SettingsFrame>
      <SettingsContents
        sections={[
          ["options-day", t("optionsDay")],
          ["options-memory", t("optionsMemory")],
          ["options-defaults", t("defaultsTitle")],
          ["backup-title", t("backupTitle")],
          ["teachers-title", t("teachersTitle")],
          ["about-title", t("aboutTitle")],
        ]}
      />
      <FakeForm errors={errors} />
      <BackupPanel
        onExport={(kind, table) => tell(`export ${kind} ${table}`)}
        onChooseFile={(file) => tell(`choose ${file.name}`)}
        preview={preview ?? null}
        canLookAgain={canLookAgain}
        onLookAgain={() => tell("look again")}
        onConfirm={({ mode, withSettings }) => tell(`confirm ${mode} ${withSettings}`)}
        onCancel={() => tell("cancel")}
        onTakeBack={() => tell("take back")}
        onKeepRest={() => tell("keep rest")}
        lastRestore={last ?? null}
        isShared={shared}
        refreshing={null}
        work={busy ? { done: 410_000, total: 1_000_000 } : null}
        onStop={() => tell("stop")}
        result={result ?? null}
        reportHref="#report"
      />
      <TeachersPanel
        decks={DECKS}
        busy={false}
        result={null}
        onBlank={(deck, kind) => tell(`blank ${deck} ${kind}`)}
        sheetHref={() => "#sheet"}
        leftOutHref="#left-out"
      />
      <AboutPanel decks={[PROVENANCE]} version="0.1.0" />
    </SettingsFrame>
  ),
  // What these states are about stands far down the page.
  ...(preview || result || last ? { act: () => document.querySelector(".backup")?.scrollIntoView() } : {}),
});

const asksToTakeBack = (shown: Shown): State => ({
  ...settings(shown),
  act: () => {
    document.querySelector<HTMLElement>('[data-action="take-back"]')?.click();
    document.querySelector(".last-file")?.scrollIntoView();
  },
});

const band = (mean: number) => ({ mean, low: mean * 0.94, high: mean * 1.05 });
const way = (facts: number, minutes: number) => ({
  facts: band(facts),
  begun: band(330),
  minutesPerDay: band(minutes),
});
const exam = (day: number | null, late = 0, daysBegun: DaysBegun | null = null): State => ({
  layouts: ["page"],
  draw: () => (
    <SettingsFrame>
      <ExamPanel
        exam={day}
        // The state that has most to say, so that it is seen whether all of it has room.
        pausedUntil={late > 0 ? 20_800 : null}
        bounds={{ first: 20781, last: 21876 }}
        work={null}
        forecast={
          day === null || daysBegun !== null
            ? null
            : {
                ...{ day, total: 342, aside: late > 0 ? 54 : 0, suspended: 0, isNewLimited: true },
                ...{ planned: way(312, 14.2), unplanned: way(301, 12.1), late },
                forward: late > 0 ? way(318, 15.6) : null,
              }
        }
        done={late > 0 ? "putBack" : null}
        meanwhile={0}
        canPutBack={late > 0 || daysBegun !== null}
        daysBegun={daysBegun}
        error={null}
        onExam={(wanted) => tell(`exam ${wanted}`)}
        onForecast={() => tell("foretell exam")}
        onBringForward={(what) => tell(`bring forward ${what}`)}
        onStop={() => tell("stop exam")}
      />
    </SettingsFrame>
  ),
});

const HEALTH: HealthView = {
  persisted: true,
  events: 12_040,
  newer: 3,
  unreadable: 2,
  stranded: 0,
  nowMs: NOW_MS,
  corrected: null,
  copiedAtMs: NOW_MS,
  fileAtMs: null,
  copyTooLarge: true,
  copyBeyond: null,
  selfTest: { atMs: NOW_MS, found: 2, left: 1 },
  upgrade: "pending",
};

const health = (view: HealthView, result: HealthResult | null = null, work: HealthWork | null = null): State => ({
  layouts: ["page"],
  draw: () => (
    <SettingsFrame>
      <HealthPanel
        health={view}
        work={work}
        result={result}
        onCheck={() => tell("check")}
        onCorrectClock={() => tell("correct clock")}
        onTakeClockBack={() => tell("take clock back")}
        onStop={() => tell("stop check")}
      />
    </SettingsFrame>
  ),
});

/** @param result null while it goes on */
const rebuild = (result: string | null): State =>
  alone(() => (
    <RebuildPanel
      message="Your progress could not be read."
      busy={result === null}
      result={result}
      onSave={() => tell("save")}
      onRebuild={() => tell("rebuild")}
    />
  ));

const NO_MACHINES: MachinesState = {
  ...{ canChoose: true, folder: null, name: "", encrypted: false },
  ...{ last: null, stopped: false, offered: false, working: null, said: null },
};

const LINKED: MachinesState = {
  ...NO_MACHINES,
  folder: { name: "osteon-shared", allowed: true },
  name: "Ward laptop",
  last: {
    ...{ givenAtMs: NOW_MS, takenAtMs: NOW_MS - 3_600_000, taken: 214, passedOver: 0, unreadable: 0, newer: 0 },
    others: [
      { name: "Desk", atMs: NOW_MS - 3_600_000, events: 12_040 },
      { name: "", atMs: NOW_MS - 86_400_000, events: 960 },
      { name: "A machine whose name is as long as a name of a machine may be in here", atMs: NOW_MS, events: 1 },
    ],
  },
};

const machines = (state: Partial<MachinesState>): State =>
  alone(() => (
    <MachinesPanel
      {...LINKED}
      {...state}
      onChoose={() => tell("choose folder")}
      onAllow={() => tell("allow folder")}
      onForget={() => tell("forget folder")}
      onExchange={() => tell("exchange")}
      onStop={() => tell("stop")}
      onName={(name) => tell(`name ${name}`)}
      onPassphrase={(words) => tell(`passphrase ${words}`)}
      onSave={(everything) => tell(`save ${everything}`)}
      onArrived={() => tell("arrived")}
      onTakeIn={(files) => tell(`take in ${files.length}`)}
    />
  ));

export const SETTINGS_STATES: Record<string, State> = {
  exam: exam(null),
  "exam-on": exam(20830),
  "exam-late": exam(20830, 87),
  "exam-midway": exam(20830, 0, { what: "giving", cards: 40 }),
  "exam-over-midway": exam(null, 0, { what: "giving", cards: 40 }),
  settings: settings({}),
  "settings-defaults": {
    layouts: ["page"],
    draw: () => (
      <SettingsFrame>
        <DefaultsPart
          settings={{ ...DEFAULT_SETTINGS, newPerDay: 20, theme: "dark" }}
          onRestore={() => tell("restore")}
        />
      </SettingsFrame>
    ),
    act: press("restore-defaults"),
  },
  "backup-preview-nothing": settings({
    preview: {
      ...{ ...PREVIEW, added: 0, addedOfKind: {}, known: 93, conflicting: 0, decks: [] },
      withoutSettings: { ...PREVIEW.withoutSettings, added: 0, addedOfKind: {} },
      merge: { ...CHANGES, startCounting: 0, cards: 0, settings: [], plans: [], switches: [] },
      replace: {
        ...CHANGES,
        startCounting: 0,
        cards: 0,
        settings: [],
        plans: [],
        switches: [],
        ending: NONE_SET,
        returning: NONE_SET,
      },
    },
  }),
  "settings-error": settings({
    errors: { theme: "This could not be saved: the disk is full. Free some space and try again." },
  }),
  decks: alone(() => <FakeDecks />),
  "decks-remove": { ...alone(() => <FakeDecks />), act: press("remove-deck") },
  "decks-error": alone(() => <FakeDecks error="The disk is full, so nothing was saved." />),
  health: health(HEALTH),
  "health-stranded": health({ ...HEALTH, stranded: 4, selfTest: null, upgrade: "damaged", newer: 0, unreadable: 0 }),
  "health-corrected": health({ ...HEALTH, corrected: { cards: 4, atMs: NOW_MS - 400 * DAY_MS, keys: [] } }),
  "health-no-copy": health({ ...HEALTH, copyBeyond: { decks: ["Muscles"] } }),
  "health-differences": health(HEALTH, { kind: "differences", mended: 2, left: 1 }),
  "health-left": health(
    { ...HEALTH, copyTooLarge: false, copyBeyond: { decks: ["Muscles", "Tendons"] } },
    { kind: "differences", mended: 0, left: 1 },
  ),
  "health-checking": health(HEALTH, null, { kind: "check", done: 640_000, total: 1_900_000 }),
  "health-stopped": health(HEALTH, { kind: "stopped", mended: 2, left: 0 }),
  "health-failed": health(HEALTH, { kind: "failed", mended: 2, sentence: t("healthSilent") }),
  machines: machines(NO_MACHINES),
  "machines-files": machines({ ...NO_MACHINES, canChoose: false }),
  "machines-offered": machines({
    ...{ ...NO_MACHINES, canChoose: false, offered: true },
    said: { kind: "done", text: "Saved: 48 entries, in your downloads." },
  }),
  "machines-linked": machines({ said: { kind: "done", text: "214 entries came in." } }),
  "machines-ask": machines({ folder: { name: "osteon-shared", allowed: false } }),
  "machines-working": machines({ working: 41_000 }),
  "machines-failed": machines({
    said: { kind: "failed", text: "The folder can be read and not written. What was in it came in." },
  }),
  "machines-passed-over": machines({
    encrypted: true,
    last: LINKED.last && { ...LINKED.last, passedOver: 3, unreadable: 1, newer: 2 },
  }),
  rebuild: rebuild("Saved a file with 1,312 entries."),
  "rebuild-busy": rebuild(null),
  "backup-preview": settings({ preview: PREVIEW }),
  "backup-preview-replace": {
    ...settings({ preview: PREVIEW }),
    act: () => {
      document.querySelector<HTMLElement>('[data-action="replace"]')?.click();
      document.querySelector(".backup")?.scrollIntoView();
    },
  },
  "backup-preview-much": settings({
    preview: {
      ...PREVIEW,
      twins: 40,
      addedOfKind: { review: 1_250, undo: 4, setting: 18 },
      withoutSettings: { ...PREVIEW.withoutSettings, addedOfKind: { review: 1_250, undo: 4 } },
      afterTakingBack: { merge: 1_400_000, replace: 1_650_000 },
    },
  }),
  "backup-preview-first": settings({
    preview: {
      ...PREVIEW,
      ...{ here: 0, known: 0, conflicting: 0, replace: { ...CHANGES, ending: NONE_SET, returning: NONE_SET } },
      afterTakingBack: { merge: 1_650_000, replace: 1_650_000 },
    },
  }),
  "backup-preview-anki": settings({ preview: ANKI_PREVIEW }),
  "backup-busy": settings({ preview: PREVIEW, busy: true }),
  "backup-exported": settings({ result: { kind: "exported", fileName: "osteon-2026-11-23.json" } }),
  "backup-restored": settings({
    result: {
      ...{ kind: "restored", added: 1_312, mended: 0, known: 48, decks: 0, canTakeBack: true },
      ...{ takenBack: 0, othersTakenBack: 0 },
    },
    last: LAST_FILE,
  }),
  "backup-replaced": settings({
    result: {
      ...{ kind: "restored", added: 1_312, mended: 0, known: 48, decks: 0, canTakeBack: true },
      ...{ takenBack: 2, othersTakenBack: 3 },
    },
    last: { ...LAST_FILE, takenBack: 2, othersTakenBack: 3 },
  }),
  "backup-take-back": asksToTakeBack({ last: LAST_FILE, shared: true }),
  "backup-take-rest-back": asksToTakeBack({ last: IN_PART }),
  "backup-stopped": settings({ result: { kind: "stopped" }, canLookAgain: true }),
  "backup-taken-back": settings({ result: { kind: "takenBack", takenBack: 1_304, unreadable: 0, idle: 8 } }),
  "backup-in-part": settings({ result: { kind: "stopped", inPart: true }, last: IN_PART }),
  "backup-must-wait": settings({ preview: PREVIEW, last: IN_PART }),
  "backup-failed": settings({
    result: { kind: "failed", sentence: "This file is no backup of Osteon: it does not say in what format it is." },
  }),
};
