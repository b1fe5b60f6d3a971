/** What popup and new tab go on with once their first look is painted, or begin with where there is none. */
import { wasLoadedToStudy } from "../platform/loaded-to-study.ts";
import { logFailure } from "../platform/log-failure.ts";
import { afterPaint } from "../session/common/after-paint.ts";
import { whenIdle } from "../session/common/when-idle.ts";
import { openStudy } from "../session/opening/open-study.ts";
import type { FirstLook } from "../session/study/kept/kept-card.ts";
import { keepLooks } from "../session/study/kept/kept-of.ts";
import type { LiveSession } from "../session/study/live-session.ts";
import type { HeldPresses } from "../ui/first/hold-presses.ts";
import { drawStudy } from "../ui/study/draw-study.ts";
import { drawable } from "../ui/study/drawable.ts";
import { looksOf, pageOf } from "./looks.ts";

export { openQuiet } from "./newtab/quiet.tsx";

/**
 * Opens a session and draws it, once there is something to draw, so that the first frame is the whole one.
 * @param first what stands on the page already, and what was pressed on it
 */
export function drawSession(surface: "popup" | "newtab", first: (FirstLook & HeldPresses) | null): void {
  let goOn = (): void => {};
  const isDrawn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const live = drawable(openStudy(surface, first, isDrawn));
  const draw = async (): Promise<void> => {
    await live.ready;
    drawStudy(live.current(), pageOf(surface, live, wasLoadedToStudy()));
    if (!first) await afterPaint();
    // Before the session begins, so that nothing but the card that they were meant for is in front.
    else if (live.current().isKept) await first.letGo();
    else first.drop();
    goOn();
  };
  logFailure("opening the study", draw());
  logFailure("keeping what pages look like", followLooks(live));
}

/** Keeps what the next page looks like whenever this one is at rest, or is left. */
async function followLooks(live: LiveSession): Promise<void> {
  await live.opened;
  let isWaiting = false;
  const keepAtRest = async (): Promise<void> => {
    if (isWaiting) return;
    isWaiting = true;
    await whenIdle();
    isWaiting = false;
    keepLooks(looksOf);
  };
  live.subscribe(() => logFailure("keeping what pages look like", keepAtRest()));
  addEventListener("pagehide", () => keepLooks(looksOf));
  await keepAtRest();
}
