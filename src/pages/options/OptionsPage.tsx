import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import type { Live } from "../../session/common/live.ts";
import type { OptionsParts, OptionsView } from "../../session/options/open.ts";
import type { RebuildControl } from "../../session/options/rebuild.ts";
import type { SuspendedState } from "../../session/options/suspended.ts";
import { BackupPanel } from "../../ui/backup/BackupPanel.tsx";
import { HealthPanel } from "../../ui/health/HealthPanel.tsx";
import { RebuildPanel } from "../../ui/health/RebuildPanel.tsx";
import { useLive } from "../../ui/hooks/use-live.ts";
import { ModelPanel } from "../../ui/model/ModelPanel.tsx";
import { AboutPanel } from "../../ui/options/AboutPanel.tsx";
import { DecksPanel } from "../../ui/options/DecksPanel.tsx";
import { ExamPanel } from "../../ui/options/ExamPanel.tsx";
import { MachinesPanel } from "../../ui/options/MachinesPanel.tsx";
import { looksTitle, OptionsForm } from "../../ui/options/OptionsForm.tsx";
import { PausePanel } from "../../ui/options/PausePanel.tsx";
import { type Section, SettingsContents } from "../../ui/options/SettingsContents.tsx";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";
import { hasSuspended, SuspendedPanel } from "../../ui/options/SuspendedPanel.tsx";
import { TeachersPanel } from "../../ui/options/TeachersPanel.tsx";
import { LEFT_OUT_PAGE, PROGRESS_PAGE } from "../../ui/parts/addresses.ts";
import { ContainerNote } from "../../ui/parts/ContainerNote.tsx";
import { TroubleView } from "../../ui/parts/TroubleView.tsx";

/** The settings, once the database is open. */
export function OptionsPage({ options }: { readonly options: Live<OptionsView> }): JSX.Element {
  const view = useLive(options);
  return <SettingsFrame>{contentOf(view)}</SettingsFrame>;
}

function contentOf(view: OptionsView): JSX.Element | null {
  switch (view.kind) {
    case "opening":
      return null;
    case "open":
      return <Panels parts={view.parts} />;
    case "container":
      return <ContainerNote onOpen={view.openPlainTab} />;
    case "trouble":
      return <TroubleView message={view.message} loadAgain={view.loadAgain} />;
    case "damaged":
      return <Damaged message={view.message} control={view.rebuild} />;
  }
}

function Panels({ parts }: { readonly parts: OptionsParts }): JSX.Element {
  const { settings, plans, exam, decks, suspended, backup, machines, teachers, health, model } = parts;
  const { settings: saved, errors } = useLive(settings);
  const decksState = useLive(decks);
  const suspendedState = useLive(suspended);
  const machinesState = useLive(machines);
  // What an address names was not there yet when the browser looked for it.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <>
      <SettingsContents sections={sectionsOf(suspendedState)} />
      <OptionsForm settings={saved} onChange={settings.change} onRestoreDefaults={settings.restore} errors={errors} />
      <PausePanel {...plans} {...useLive(plans)} />
      <ExamPanel {...exam} {...useLive(exam)} />
      <DecksPanel {...decks} {...decksState} />
      <SuspendedPanel {...suspended} {...suspendedState} />
      <ModelPanel
        {...model}
        {...useLive(model)}
        desiredRetention={saved.desiredRetention}
        onRetention={(value) => settings.change("desiredRetention", value)}
      />
      <BackupPanel
        {...backup}
        {...useLive(backup)}
        isShared={machinesState.folder !== null}
        reportHref={`${PROGRESS_PAGE}#report`}
      />
      <MachinesPanel {...machines} {...machinesState} />
      <TeachersPanel
        {...teachers}
        {...useLive(teachers)}
        decks={decksState.decks}
        sheetHref={({ id }) => `../../sheets/${id}.html`}
        leftOutHref={LEFT_OUT_PAGE}
      />
      <HealthPanel {...health} {...useLive(health)} />
      <AboutPanel decks={decksState.decks} version={extensionVersion()} />
    </>
  );
}

/** The sections of the page in their order, by the ids of their headings. */
const sectionsOf = (suspended: SuspendedState): readonly Section[] => [
  ["options-day", t("optionsDay")],
  ["options-memory", t("optionsMemory")],
  ["options-looks", looksTitle()],
  ["options-safety", t("optionsSafety")],
  ["options-defaults", t("defaultsTitle")],
  ["pause-title", t("pauseTitle")],
  ["exam-title", t("examTitle")],
  ["decks-title", t("decksTitle")],
  ...(hasSuspended(suspended) ? ([["suspended-title", t("suspendedTitle")]] as const) : []),
  ["model-title", t("modelTitle")],
  ["backup-title", t("backupTitle")],
  ["machines-title", t("machinesTitle")],
  ["teachers-title", t("teachersTitle")],
  ["health-title", t("healthTitle")],
  ["about-title", t("aboutTitle")],
];

const Damaged = ({ message, control }: { readonly message: string; readonly control: RebuildControl }): JSX.Element => (
  <RebuildPanel message={message} {...control} {...useLive(control)} />
);
