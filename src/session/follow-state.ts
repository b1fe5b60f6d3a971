import { nextChangeMs } from "../core/plan/next-change.ts";
import { rememberAppearance } from "../platform/appearance.ts";
import { systemClock } from "../platform/clock.ts";
import { shareAppearance } from "../platform/container.ts";
import { logFailure } from "../platform/log-failure.ts";
import type { SessionState } from "./session-state.ts";
import { whenIdle } from "./when-idle.ts";

/** A timer waits an hour at most: browsers overflow on long ones, and a laptop sleeps through them anyway. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** As often as a page renews the time that it shows. */
const CHECK_EVERY_MS = 30_000;

/** Keeps the badge right, and looks again when the clock changes the queue or the user comes back to the page. */
export function followState(lookAgain: () => void): (state: SessionState) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";
  let idle: Promise<void> | null = null;
  /**
   * A machine that slept, or a clock that was set forward, passes the moment without the timer. One that was set back, or
   * that is in another time zone since, has another day, and other cards are due.
   */
  let changeAtMs = Number.POSITIVE_INFINITY;
  let toldAt = { nowMs: 0, offset: 0 };
  const lookIfPassed = (): void => {
    const { nowMs, offset } = present();
    if (nowMs < changeAtMs && nowMs >= toldAt.nowMs && offset === toldAt.offset) return;
    changeAtMs = Number.POSITIVE_INFINITY;
    toldAt = { nowMs, offset };
    lookAgain();
  };
  for (const type of ["focus", "pageshow", "keydown", "pointerdown"]) addEventListener(type, lookIfPassed, true);
  setInterval(lookIfPassed, CHECK_EVERY_MS);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") lookAgain();
  });
  return ({ today, queue }) => {
    if (!today || !queue) return;
    rememberAppearance(today.settings);
    idle ??= whenIdle();
    logFailure(
      "telling pages in containers of the appearance",
      idle.then(() => shareAppearance(today.settings)),
    );
    const [count, changeMs] = [queue.cards.length, nextChangeMs(today)];
    changeAtMs = changeMs;
    toldAt = present();
    clearTimeout(timer);
    timer = setTimeout(lookAgain, Math.min(LONGEST_WAIT_MS, changeMs - systemClock.nowMs() + 1));
    const news = `${count} ${changeMs}`;
    if (news === told) return;
    told = news;
    logFailure(
      "telling the browser of the queue",
      idle.then(() => tellQueue(count, changeMs)),
    );
  };
}

/** The polyfill that it takes is large, so it is loaded after the first card too. */
const tellQueue = async (count: number, changeMs: number): Promise<void> =>
  (await import("../platform/queue-signs.ts")).tellQueue(count, changeMs);

function present(): { readonly nowMs: number; readonly offset: number } {
  const nowMs = systemClock.nowMs();
  return { nowMs, offset: systemClock.offsetAt(nowMs) };
}
