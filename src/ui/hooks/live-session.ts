import type { Surface } from "../../core/event.ts";
import { nextChangeMs } from "../../core/next-change.ts";
import { schedulerFor } from "../../core/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { listenForChanges } from "../../db/changes.ts";
import { type Guarded, openGuarded } from "../../db/open-guarded.ts";
import { type Trouble, TroubleError } from "../../db/trouble.ts";
import { rememberAppearance } from "../../platform/appearance.ts";
import { systemClock } from "../../platform/clock.ts";
import { report } from "../../platform/report.ts";
import type { Session, SessionActions, SessionView } from "../session-view.ts";
import { settleWhenIdle } from "./second-record.ts";
import { createStudySession, type SessionState, type StudySession } from "./study-session.ts";
import { progressOf, troubleText, viewOf } from "./view-of.ts";

/** A study session that is kept up to date for as long as the page is open; pages draw what it says. */
export interface LiveSession {
  readonly current: () => Session;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Resolves when there is something to draw, so that a page's first frame is complete. */
  readonly ready: Promise<void>;
}

/** A timer waits an hour at most: browsers overflow on long ones, and a laptop sleeps through them anyway. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** Begins at once, before anything is drawn: the database opens while the browser still lays out the page. */
export function startSession(surface: Surface): LiveSession {
  const listeners = new Set<() => void>();
  let study: StudySession | null = null;
  let guarded: Guarded | null = null;
  /** What is to be said about storage before anything else is shown. */
  let told: string | null = null;
  const goOn = (): void => {
    if (told === null) {
      report("going on", study?.acknowledge());
      return;
    }
    tell(null);
    report("forgetting the notice", guarded?.dismiss());
  };
  const actions = { ...actionsOn(() => study), acknowledge: goOn };
  let current = toSession(null, null, null, actions);

  const update = (trouble: Trouble | null): void => {
    current = toSession(study?.state() ?? null, trouble, told, actions);
    for (const listener of listeners) listener();
  };

  const tell = (message: string | null): void => {
    told = message;
    update(null);
  };

  const begin = async (): Promise<void> => {
    const opened = await openGuarded(
      {
        onBlocked: () => update("otherTabs"),
        onClosed: update,
      },
      async () => (await import("../../platform/record/files.ts")).recordFiles(),
    );
    guarded = opened;
    const { db } = opened;
    const keepUp = followState(() => report("reading today", study?.refresh()));
    const changes = listenForChanges(() => report("reading today", study?.refresh()));
    study = createStudySession({
      db,
      clock: systemClock,
      surface,
      onChange: () => {
        update(null);
        if (study) keepUp(study.state());
      },
      onWrite: changes.announce,
    });
    await study.refresh();
    // Only on the very first start can a page be faster than the background.
    if (study.state().today?.decks.length === 0) {
      const { installDecks } = await import("../../db/decks.ts");
      const { bundledDecks } = await import("../../platform/bundled-decks.ts");
      await installDecks(db, bundledDecks, schedulerFor(DEFAULT_SETTINGS), systemClock.nowMs());
      await study.refresh();
    }
    const lookAgain = (): void => {
      changes.announce();
      report("reading today", study?.refresh());
    };
    settleWhenIdle(opened, { onTold: tell, onChanged: lookAgain });
  };

  const ready = begin().catch((error: unknown) => {
    console.error("the study session could not start:", error);
    update(error instanceof TroubleError ? error.trouble : "databaseUnreadable");
  });
  return {
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready,
  };
}

/** Keeps the badge right, and looks again when the clock changes the queue or the user comes back to the page. */
function followState(lookAgain: () => void): (state: SessionState) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let badge = -1;
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") lookAgain();
  });
  return ({ today, queue }) => {
    if (!today || !queue) return;
    rememberAppearance(today.settings);
    clearTimeout(timer);
    timer = setTimeout(lookAgain, Math.min(LONGEST_WAIT_MS, nextChangeMs(today) - systemClock.nowMs() + 1));
    if (queue.cards.length === badge) return;
    badge = queue.cards.length;
    report("showing the badge", showBadge(badge));
  };
}

/** Loaded when it is first needed, which is after the first card: the polyfill that it takes is large. */
const showBadge = async (count: number): Promise<void> => (await import("../../platform/badge.ts")).showBadge(count);

function actionsOn(study: () => StudySession | null): Omit<SessionActions, "acknowledge"> {
  return {
    begin: () => study()?.begin(),
    reveal: () => study()?.reveal(),
    grade: (rating) => report("grading", study()?.grade(rating)),
    undo: () => report("undoing", study()?.undo()),
  };
}

function toSession(
  state: SessionState | null,
  trouble: Trouble | null,
  told: string | null,
  actions: SessionActions,
): Session {
  return {
    view: toView(state, trouble, told),
    progress: state && progressOf(state),
    canUndo: (state?.today?.doneToday.length ?? 0) > 0,
    busy: state?.busy ?? false,
    actions,
  };
}

function toView(state: SessionState | null, trouble: Trouble | null, told: string | null): SessionView {
  if (trouble) return { kind: "trouble", message: troubleText(trouble), canRetry: false };
  if (told !== null) return { kind: "storage", message: told };
  return state ? viewOf(state) : { kind: "loading" };
}
