import { type Guarded, openGuarded } from "../../copies/record/open-guarded.ts";
import { jobClient, startWorker } from "../../jobs/client.ts";
import { isInContainer, openPlainTab } from "../../platform/container.ts";
import { askForDownloads, giveBackDownloads, hasDownloads } from "../../platform/downloads.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { reminders } from "../../platform/reminder.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import { whyNotRead } from "../../store/database/why-not.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { type ConnectionWatch, isWaiting, watchConnection } from "../common/connection.ts";
import { listenForgetting } from "../common/forgetting.ts";
import { type Live, liveValue } from "../common/live.ts";
import { type Reopening, reopening } from "../common/reopening.ts";
import { loadingHelps, troubleText } from "../common/trouble-text.ts";
import { type BackupControl, backupControl } from "./backup.ts";
import { optionsBase } from "./base.ts";
import { type DecksControl, decksControl, readDeckEntries, readOwnDecks } from "./decks.ts";
import { type ExamControl, examControl } from "./exam.ts";
import { type HealthControl, healthControl } from "./health.ts";
import { type MachinesControl, machinesControl } from "./machines.ts";
import { type ModelControl, modelControl } from "./model.ts";
import { withPermission } from "./permitted-switch.ts";
import { type PlansControl, plansControl } from "./plans.ts";
import { type RebuildControl, rebuildControl } from "./rebuild.ts";
import { type SettingsControl, settingsControl } from "./settings.ts";
import { type SuspendedControl, suspendedControl } from "./suspended.ts";
import { type TeachersControl, teachersControl } from "./teachers.ts";

/** The parts of the options page, each with a state of its own. */
export interface OptionsParts {
  readonly settings: SettingsControl;
  readonly plans: PlansControl;
  readonly exam: ExamControl;
  readonly decks: DecksControl;
  readonly suspended: SuspendedControl;
  readonly backup: BackupControl;
  readonly machines: MachinesControl;
  readonly teachers: TeachersControl;
  readonly health: HealthControl;
  readonly model: ModelControl;
}

/** What the options page shows. */
export type OptionsView =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly parts: OptionsParts }
  /** The page is in one of Firefox's containers, whose database is not the user's. */
  | { readonly kind: "container"; readonly openPlainTab: () => void }
  /** The database cannot be opened, or not yet; `message` says what to do. */
  | { readonly kind: "trouble"; readonly message: string; readonly loadAgain: (() => void) | null }
  /** The database is damaged, and there may be a way back. */
  | { readonly kind: "damaged"; readonly message: string; readonly rebuild: RebuildControl };

/** Opens what the options page needs. Where the opening has to wait, the page says for what. */
export function startOptions(): Live<OptionsView> {
  const view = liveValue<OptionsView>({ kind: "opening" });
  const lost = reopening();
  let parts: OpenedParts | null = null;
  /** How often it was begun to open them: an opening that lost its connection is followed by another one, which alone counts. */
  let openings = 0;
  const watch = watchConnection(
    () => {
      const trouble = watch.trouble();
      if (!isWaiting(trouble)) lost.givenUp();
      // Once the page is open, what cannot be saved says why beside it.
      if (trouble && (view.current().kind !== "open" || trouble !== "databaseClosed")) view.set(troubleView(trouble));
    },
    async () => {
      if (!parts) return view.set(await opened());
      const before = parts.guarded.db;
      parts.guarded = await watch.opening(openGuarded(watch.options, recordFiles));
      lost.done(before);
      if (view.current().kind !== "open") view.set({ kind: "open", parts: parts.parts });
      await parts.reload();
    },
  );
  const opened = async (): Promise<OptionsView> => {
    openings++;
    const own = openings;
    parts = await openParts(watch, lost, () => own === openings);
    return { kind: "open", parts: parts.parts };
  };
  const begin = async (): Promise<OptionsView> =>
    (await isInContainer())
      ? { kind: "container", openPlainTab: () => logFailure("opening a plain tab", openPlainTab()) }
      : opened();
  logFailure(
    "opening the options",
    begin().then(view.set, async (error: unknown) => {
      const failed = await failedView(error);
      if (openings < 2) view.set(failed);
    }),
  );
  return view;
}

/** The page's parts, and the connection that they all go through; another one takes its place where it is lost. */
interface OpenedParts {
  guarded: Guarded;
  readonly parts: OptionsParts;
  readonly reload: () => Promise<unknown>;
}

/** @param isLast whether no other opening has been begun since: of two sets of parts one would go on behind the page */
async function openParts(watch: ConnectionWatch, lost: Reopening, isLast: () => boolean): Promise<OpenedParts> {
  const guarded = await watch.opening(openGuarded(watch.options, recordFiles));
  const { db } = guarded;
  const now: { guarded: Guarded } = { guarded };
  let reload = async (): Promise<unknown> => undefined;
  const changes = listenForgetting(() => logFailure("reading the settings again", reload()));
  const base = await optionsBase(() => now.guarded, changes, watch, lost);
  const [saved, entries] = await Promise.all([readSettings(db), readDeckEntries(db, { reach: false })]);
  if (!isLast()) throw new Error("the connection was lost, and another opening has taken the place of this one");
  const downloads = { has: hasDownloads, ask: () => askForDownloads(), giveBack: () => giveBackDownloads() };
  const copying = { key: "dailyCopy", permission: downloads, refused: "optionsCopyRefused" } as const;
  const reminding = { key: "reminder", permission: reminders, refused: "optionsReminderRefused" } as const;
  const settings = withPermission(withPermission(settingsControl(base, saved), copying), reminding);
  const decks = decksControl(base, entries);
  logFailure("reading which chapters are in reach", decks.reload());
  const plans = plansControl(base);
  const suspended = suspendedControl(base);
  const health = healthControl(base, jobClient(startWorker), () => anythingWritten());
  // A worker of its own: weights can be fitted while a file is saved.
  const modelWritten = async (): Promise<void> => {
    logFailure("copying what the model changed", now.guarded.copyAll());
    await settings.reload();
  };
  const model = modelControl(base, jobClient(startWorker), modelWritten, () => cardsMoved());
  const examMoved = (): void => logFailure("copying what was brought forward", now.guarded.copyAll());
  const exam = examControl(base, jobClient(startWorker), examMoved, () => cardsMoved());
  /** Nothing holds that was foretold of cards with their days of before. */
  const cardsMoved = (): void => {
    model.onChanged();
    model.onLoadChanged();
    exam.onChanged();
    // What portions have to clear, where somebody thinks of them, is read of the same cards.
    if (plans.current().backlog !== null) logFailure("reading what is to be cleared", plans.reload());
  };
  // Due days depend on both, and on the model, which tells so itself.
  onChange(settings, (state) => state.settings, model.onChanged);
  onChange(settings, (state) => state.settings, exam.onChanged);
  onChange(settings, ({ settings: { newPerDay, reviewsPerDay } }) => [newPerDay, reviewsPerDay], model.onLoadChanged);
  onChange(exam, (state) => state.exam, model.onChanged);
  // What comes on which day is foretold by all of them.
  onChange(
    plans,
    ({ pause, catchUp, moreNew }) => [pause, catchUp, moreNew],
    () => {
      exam.onChanged();
      model.onLoadChanged();
    },
  );
  onChange(
    plans,
    (state) => state.pause,
    () => logFailure("reading the exam", exam.reload()),
  );
  onChange(
    settings,
    ({ settings: { reviewsPerDay, rolloverHour } }) => [reviewsPerDay, rolloverHour],
    () => logFailure("reading what is planned", Promise.all([plans.reload(), exam.reload()])),
  );
  // Both foretell what comes of the cards that are asked.
  onChange(
    suspended,
    ({ cards, more }) => [cards, more],
    () => cardsMoved(),
  );
  onChange(
    decks,
    (state) => state.decks.map(({ id, on, chapters }) => [id, on, chapters.map((chapter) => [chapter.id, chapter.on])]),
    () => {
      cardsMoved();
      logFailure("reading suspended cards", suspended.reload());
    },
  );
  const machines = machinesControl(base, () => anythingWritten(), recordFiles);
  const parts = [settings, decks, plans, exam, suspended, model, machines, health];
  const readAgain = (): Promise<unknown> => Promise.all(parts.map((part) => part.reload()));
  const anythingWritten = (): Promise<unknown> => {
    cardsMoved();
    return reload();
  };
  const restored = async (): Promise<void> => {
    // The worker has written through a connection of its own, which the second record does not follow.
    logFailure("copying what was restored", now.guarded.copyAll());
    cardsMoved();
    await readAgain();
  };
  const readDecks = (): Promise<readonly string[]> => base.repeat(() => readOwnDecks(base.db));
  const backup = backupControl(jobClient(startWorker), restored, health.reload, changes.announce, readDecks);
  const look = (): void => logFailure("asking for the last file", backup.look());
  reload = () => {
    // A page that nobody sees asks once it is seen.
    if (document.visibilityState === "visible") look();
    return readAgain();
  };
  addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    // The daily copy is saved by the background, which tells nobody.
    logFailure("reading the data's health", health.reload());
    look();
  });
  addEventListener("pagehide", () => {
    const isGiving = model.current().work?.kind === "reschedule" || exam.current().work?.kind === "days";
    const isChecking = health.current().work?.kind === "check";
    if (!isGiving && !isChecking && backup.current().work === null) return;
    // The workers go with the page, and could not tell how far they came. Once ended, they write nothing behind this.
    for (const { onStop } of [model, exam, backup]) onStop();
    health.onLeave();
    changes.announce();
  });
  // A worker of its own, so that a file of the user's that is being looked at stays as it is.
  const teachers = teachersControl(jobClient(startWorker));
  return Object.assign(now, {
    parts: { settings, plans, exam, decks, suspended, backup, machines, teachers, health, model },
    reload,
  });
}

const troubleView = (trouble: Trouble): OptionsView => ({
  kind: "trouble",
  message: troubleText(trouble),
  loadAgain: loadingHelps(trouble) ? () => location.reload() : null,
});

async function failedView(error: unknown): Promise<OptionsView> {
  console.error("the options could not be opened:", error);
  const trouble = await whyNotRead(error);
  if (trouble !== "databaseUnreadable" && trouble !== "upgradeFailed") {
    return troubleView(trouble);
  }
  // Elsewhere the sentence about a database that cannot be read sends the user here.
  const message = trouble === "databaseUnreadable" ? t("rebuildTrouble") : troubleText(trouble);
  return { kind: "damaged", message, rebuild: rebuildControl() };
}

/** Calls when what is taken from a part is another value, not whenever the part is read or drawn again. */
function onChange<State>(part: Live<State>, taken: (state: State) => unknown, call: () => void): void {
  const now = (): string => JSON.stringify(taken(part.current()));
  let before = now();
  part.subscribe(() => {
    if (now() === before) return;
    before = now();
    call();
  });
}
