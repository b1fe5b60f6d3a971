import { nextChangeMs } from "../../core/plan/next-change.ts";
import { shareAppearance } from "../../platform/container.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { watchClock } from "../common/watch-clock.ts";
import { whenIdle } from "../common/when-idle.ts";
import type { SessionState } from "./session-state.ts";

/** Keeps the badge right, and looks again when the clock changes the queue or the user comes back to the page. */
export function followState(lookAgain: () => void): (state: SessionState) => void {
  let told = "";
  let idle: Promise<void> | null = null;
  const watch = watchClock(lookAgain);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") lookAgain();
  });
  return ({ today, queue }) => {
    if (!today || !queue) return;
    idle ??= whenIdle();
    logFailure(
      "telling pages in containers of the appearance",
      idle.then(() => shareAppearance(today.settings)),
    );
    const [count, changeMs] = [queue.cards.length, nextChangeMs(today)];
    watch.holdsUntil(changeMs);
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
  (await import("../../platform/queue-signs.ts")).tellQueue(count, changeMs);
