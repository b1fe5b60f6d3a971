import type { BroughtBack } from "../../copies/place/notice.ts";
import { type Guarded, openGuarded } from "../../copies/record/open-guarded.ts";
import type { Surface } from "../../core/log/kinds/review.ts";
import { enoughToday } from "../../core/plan/enough.ts";
import type { Enough } from "../../core/plan/quiet.ts";
import { applyTheme } from "../../platform/appearance.ts";
import { attendedMs } from "../../platform/attention.ts";
import { systemClock } from "../../platform/clock.ts";
import { isInContainer, sharedAppearance } from "../../platform/container.ts";
import { plural, t } from "../../platform/i18n.ts";
import { keepRing, keepText } from "../../platform/kept-text.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { noteEnough } from "../../platform/quiet-tabs.ts";
import { listenForChanges } from "../../store/database/changes.ts";
import { hasSharedFolder } from "../../store/database/local.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import { whyNotRead } from "../../store/database/why-not.ts";
import type { Today } from "../../store/today/today.ts";
import { afterPaint } from "../common/after-paint.ts";
import { isWaiting, watchConnection } from "../common/connection.ts";
import { forgetting, forgettingRing } from "../common/forgetting.ts";
import { type Live, liveValue } from "../common/live.ts";
import { whenIdle } from "../common/when-idle.ts";
import type { AllowFolder, FolderFollower } from "../folder/follow-folder.ts";
import { tomorrowKeeper } from "./kept/keep-tomorrow.ts";
import type { KeptCard, KeptQuestion } from "./kept/kept-card.ts";
import { isInFront, keepFront } from "./kept/kept-of.ts";
import { goOnFrom, pageActions } from "./page-actions.ts";
import type { SessionState } from "./session-state.ts";
import type { ShownSession } from "./session-view.ts";
import { createStudySession, type SessionOptions, type StudySession } from "./study-session.ts";
import { toSession } from "./to-session.ts";
import { noticeTurn } from "./told/notice-turn.ts";

/** A study session that is kept up to date for as long as the page is open; pages draw what it says. */
export interface LiveSession extends Live<ShownSession> {
  /** Resolves when there is something to draw, so that a page's first frame is complete. */
  readonly ready: Promise<void>;
  /** Resolves when what there is to draw comes from the database: a card that was kept may be drawn before. */
  readonly opened: Promise<void>;
}

/** A session on the database. */
export interface BegunSession extends LiveSession {
  /** Whether a card that was kept is the one in front, of the same revision and with the same words. */
  readonly confirms: (kept: KeptCard) => boolean;
}

/** A session whose day depends on more than the database. */
export interface LookingSession extends BegunSession {
  /** Reads the day again. */
  readonly lookAgain: () => Promise<void>;
}

/** What a session is begun with. */
export type StartOptions = Pick<SessionOptions, "readDay" | "drawn">;

/**
 * Begins at once: the database opens while the browser still lays out the page.
 * @param options `readDay` reads the day of a visit to chosen cards; what is left of it is no news for the badge, and
 * nothing for the page that is opened next
 */
export function startSession(surface: Surface, { readDay, drawn }: StartOptions = {}): LookingSession {
  let study: StudySession | null = null;
  let guarded: Guarded | null = null;
  let folder: FolderFollower | null = null;
  let allowFolder: AllowFolder | null = null;
  /** Why the session could not begin. */
  let failed: Trouble | null = null;
  let enough: Enough | null = null;
  const turn = noticeTurn();
  const goOn = (): void => {
    if (turn.shown() === null) {
      if (study) logFailure("going on", goOnFrom(live.current().view, study));
      return;
    }
    if (turn.read()) logFailure("forgetting the notice", guarded?.dismiss());
    draw();
    keep();
  };
  const actions = pageActions({ study: () => study, guarded: () => guarded, graded: turn.graded, goOn });
  const live = liveValue(toSession(null, null, null, actions));
  const draw = (): void =>
    live.set({
      ...toSession(study?.state() ?? null, watch.trouble() ?? failed, turn.shown(), actions),
      allowFolder,
      enough,
    });
  let told = (): void => {};
  /** The opening has something to say: a page that waits must not stay blank meanwhile. */
  const inTheWay = new Promise<void>((resolve) => {
    told = resolve;
  });
  /** Whatever the session does later: a connection that was closed stays closed. */
  const watch = watchConnection(
    () => {
      if (!isWaiting(watch.trouble())) study?.disconnect();
      draw();
      told();
    },
    async () => {
      if (!study) throw new Error("the connection was lost while the page was opening");
      const opening = open();
      await study.reconnect(opening.then(({ db }) => db));
      const { restored, lost } = await opening;
      if (restored) turn.add(restoredText(restored));
      else if (lost) turn.add(t("storageLost"));
    },
  );
  const open = async (): Promise<Guarded> => {
    const place = async () => (await import("../../platform/record/files.ts")).recordFiles();
    guarded = await watch.opening(openGuarded(watch.options, place));
    return guarded;
  };

  /** Told of each state once the first card is being read: badge and clock can wait for that. */
  let follow: ((state: SessionState) => void) | null = null;
  const beginToFollow = async (): Promise<void> => {
    const { followState } = await import("./follow-state.ts");
    follow = followState(() => logFailure("reading today", study?.refresh()));
    if (study) follow(study.state());
  };

  const readTomorrow = async (today: Today, before: KeptQuestion | null): Promise<string | null> => {
    const { tomorrowText } = await import("./kept/tomorrow.ts");
    return guarded && tomorrowText(guarded.db, today, before, actions, systemClock);
  };
  // Who draws then keeps what pages look like with it.
  const tomorrow = tomorrowKeeper(readTomorrow, draw);
  /** For the page that is opened next. */
  const keep = (): void => {
    if (!study || readDay) return;
    const [session, state] = [live.current(), study.state()];
    if (session.view.kind === "done" && state.today) tomorrow.over(state.today);
    else {
      tomorrow.notOver();
      keepFront(session, state);
    }
  };

  /** What may wait until the first card is being read. */
  const followUp = async (opened: Guarded, announce: () => void): Promise<void> => {
    await whenIdle();
    if (!readDay) logFailure("watching the clock", beginToFollow());
    // Only so that it is there when it is needed.
    await study?.prepare().then(study.findUndo, () => undefined);
    const { notice, changed } = await opened.reconcile();
    // Asked for from a page, as Firefox wants it; the answer is shown in the options.
    navigator.storage.persist().catch(() => undefined);
    if (notice) {
      turn.add(restoredText(notice));
      draw();
    }
    const news = async (): Promise<void> => {
      announce();
      await study?.refresh();
    };
    const anew = await mendUnreadable(opened);
    if (changed || anew) await news();
    if (!(await hasSharedFolder(opened.db))) return;
    const { followFolder } = await import("../folder/follow-folder.ts");
    folder = followFolder(
      () => guarded?.db ?? opened.db,
      () => logFailure("reading what came in", news()),
      (allow) => {
        allowFolder = allow;
        draw();
      },
    );
  };

  /** Cards of today that are passed over. Told of before the next card, whatever became of them. */
  const mendUnreadable = async ({ db }: Guarded): Promise<boolean> => {
    const unreadable = study?.state().today?.unreadable ?? [];
    if (unreadable.length === 0) return false;
    const { makeAnew } = await import("./make-anew.ts");
    const { mended, sentence } = await makeAnew(db, unreadable);
    turn.add(sentence);
    draw();
    return mended > 0;
  };

  const begin = async (): Promise<void> => {
    if (await isInContainer()) {
      const appearance = await sharedAppearance();
      applyTheme(appearance);
      live.set({
        ...live.current(),
        view: { kind: "container", wanted: surface !== "newtab" || appearance.newTabSession },
      });
      return;
    }
    const opened = await open();
    const { db, restored, lost } = opened;
    const listening = listenForChanges(() => {
      // The background could not: it has no localStorage.
      keepRing(null);
      logFailure("reading today", study?.refresh());
    });
    const changes = (readDay ? forgetting : forgettingRing)(listening);
    study = createStudySession({
      db,
      clock: systemClock,
      attendedMs,
      surface,
      readDay,
      drawn,
      actions: loadActions,
      painted: afterPaint,
      onChange: () => {
        failed = null;
        if (study) turn.follow(study.state());
        const today = study?.state().today;
        if (today) enough = noteEnough(enoughToday(today), systemClock.nowMs());
        const before = live.current().view.kind;
        draw();
        if (live.current().view.kind === "done" && before !== "done") folder?.visitEnded();
        if (study) follow?.(study.state());
        keep();
      },
      onWrite: changes.announce,
    });
    await study.refresh();
    if (study.state().today?.decks.length === 0) {
      const { installBundledDecks } = await import("../common/install-bundled-decks.ts");
      await installBundledDecks(db);
      await study.refresh();
    }
    // What the user must be told before the first card.
    if (restored) turn.open(restoredText(restored));
    else if (lost) turn.open(t("storageLost"));
    if (restored || lost) draw();
    logFailure("comparing with the second record", followUp(opened, changes.announce));
  };

  const begun = begin().catch(async (error: unknown) => {
    console.error("the study session could not start:", error);
    // Should what was kept be the reason, the next page begins without it.
    keepText(null);
    failed = await whyNotRead(error);
    draw();
  });
  const ready = Promise.race([begun, inTheWay]);
  const lookAgain = async (): Promise<void> => study?.refresh();
  const confirms = (kept: KeptCard): boolean => study !== null && isInFront(kept, live.current(), study.state());
  return { current: live.current, subscribe: live.subscribe, ready, opened: ready, confirms, lookAgain };
}

/** FSRS and all that writes is half of what a page runs, and no question needs it. */
const loadActions = () => import("./study-actions.ts");

const restoredText = ({ events, missing }: BroughtBack): string =>
  missing > 0 ? plural("storageRestoredPart", events, missing) : plural("storageRestored", events);
