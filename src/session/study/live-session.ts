import { type Guarded, openGuarded } from "../../copies/record/open-guarded.ts";
import type { Surface } from "../../core/log/kinds/review.ts";
import { enoughToday } from "../../core/plan/enough.ts";
import type { Enough } from "../../core/plan/quiet.ts";
import { applyTheme, rememberAppearance } from "../../platform/appearance.ts";
import { attendedMs } from "../../platform/attention.ts";
import { systemClock } from "../../platform/clock.ts";
import { isInContainer, sharedAppearance } from "../../platform/container.ts";
import { keepRing, keepText } from "../../platform/kept-text.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { noteEnough } from "../../platform/quiet-tabs.ts";
import { listenForChanges } from "../../store/database/changes.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import { whyNotRead } from "../../store/database/why-not.ts";
import { afterPaint } from "../common/after-paint.ts";
import { isWaiting, watchConnection } from "../common/connection.ts";
import { forgetting, forgettingRing } from "../common/forgetting.ts";
import { type Live, liveValue } from "../common/live.ts";
import { whenIdle } from "../common/when-idle.ts";
import type { AllowFolder } from "../folder/follow-folder.ts";
import type { AfterFirstCard } from "./after-first-card.ts";
import { nextKeeper } from "./kept/keep-next.ts";
import type { KeptCard } from "./kept/kept-card.ts";
import { isInFront } from "./kept/kept-of.ts";
import { goOnFrom, pageActions } from "./page-actions.ts";
import type { SessionView, ShownSession } from "./session-view.ts";
import { createStudySession, type SessionOptions, type StudySession } from "./study-session.ts";
import { toSession } from "./to-session.ts";
import { noticeTurn } from "./told/notice-turn.ts";
import { openingNotice } from "./told/opening-notice.ts";

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
  const isVisit = readDay !== undefined;
  let study: StudySession | null = null;
  let guarded: Guarded | null = null;
  let later: AfterFirstCard | null = null;
  /** Why the session could not begin. */
  let failed: Trouble | null = null;
  let allowFolder: AllowFolder | null = null;
  let enough: Enough | null = null;
  /** How often something has come that no action on this page has written: what follows from those is shown by what they show. */
  let news = 0;

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
      news,
    });
  // Who draws then keeps what pages look like with it.
  const keepNext = nextKeeper(() => guarded?.db ?? null, actions, draw);
  const keep = (): void => {
    if (study && !isVisit) keepNext(live.current(), study.state());
  };

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
      const notice = openingNotice(await opening);
      if (notice !== null) turn.add(notice);
    },
  );
  const open = async (): Promise<Guarded> => {
    const place = async () => (await import("../../platform/record/files.ts")).recordFiles();
    guarded = await watch.opening(openGuarded(watch.options, place));
    return guarded;
  };

  const changed = (session: StudySession): void => {
    failed = null;
    turn.follow(session.state());
    const { today } = session.state();
    if (today) {
      // Before anything is drawn of it: what is drawn names the keys that act.
      rememberAppearance(today.settings);
      enough = noteEnough(enoughToday(today), systemClock.nowMs());
    }
    const before = live.current().view.kind;
    draw();
    if (live.current().view.kind === "done" && before !== "done") later?.ended();
    later?.follow(session.state());
    keep();
  };
  const begin = async (): Promise<void> => {
    if (await isInContainer()) {
      const view = await containerView(surface);
      live.set({ ...live.current(), view });
      return;
    }
    const opened = await open();
    const { db } = opened;
    const listening = listenForChanges(() => {
      // The background could not: in Chromium it has no localStorage.
      keepRing(null);
      news++;
      logFailure("reading today", session.refresh());
    });
    const { announce } = (isVisit ? forgetting : forgettingRing)(listening);
    const announceNews = (): void => {
      news++;
      announce();
    };
    const session = createStudySession({
      db,
      clock: systemClock,
      attendedMs,
      surface,
      readDay,
      drawn,
      actions: loadActions,
      painted: afterPaint,
      onChange: () => changed(session),
      onWrite: announce,
    });
    study = session;
    await session.refresh();
    if (session.state().today?.decks.length === 0) {
      const { installBundledDecks } = await import("../common/install-bundled-decks.ts");
      await installBundledDecks(db);
      await session.refresh();
    }
    // What the user must be told before the first card.
    const notice = openingNotice(opened);
    if (notice !== null) {
      turn.open(notice);
      draw();
    }
    logFailure("doing what may wait", goOnAtRest(session, opened, announceNews));
  };
  const goOnAtRest = async (session: StudySession, opened: Guarded, announce: () => void): Promise<void> => {
    await whenIdle();
    const { afterFirstCard } = await import("./after-first-card.ts");
    later = afterFirstCard({
      study: session,
      opened,
      db: () => (guarded ?? opened).db,
      isVisit,
      announce,
      tell(message) {
        turn.add(message);
        draw();
      },
      onAllow(allow) {
        allowFolder = allow;
        draw();
      },
    });
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

/** A container sees nothing of what is stored, but for how pages outside of it look. */
async function containerView(surface: Surface): Promise<SessionView> {
  const appearance = await sharedAppearance();
  applyTheme(appearance);
  return { kind: "container", wanted: surface !== "newtab" || appearance.newTabSession };
}
