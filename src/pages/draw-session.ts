import { logFailure } from "../platform/log-failure.ts";
import { afterPaint } from "../session/kept/after-paint.ts";
import { keepDrawn } from "../session/kept/keep-drawn.ts";
import { openStudy } from "../session/kept/open-study.ts";
import type { LiveSession } from "../session/live-session.ts";
import { whenIdle } from "../session/when-idle.ts";
import type { HeldLook } from "../ui/first/first-look.ts";
import { drawStudy } from "../ui/study/draw-study.ts";
import { drawable } from "../ui/study/drawable.ts";
import { looksOf, pageOf } from "./looks.ts";
import { QUIET } from "./newtab/NewTabPage.tsx";

/**
 * Opens a session and draws it, once there is something to draw, so that the first frame is the whole one.
 * @param first what stands on the page already
 */
export function drawSession(surface: "popup" | "newtab", first: HeldLook | null): void {
  let tellDrawn = (): void => {};
  const isDrawn = new Promise<void>((resolve) => {
    tellDrawn = resolve;
  });
  const live = drawable(openStudy(surface, first, isDrawn), surface === "newtab" ? [QUIET] : []);
  const draw = async (): Promise<void> => {
    await live.ready;
    drawStudy(live.current(), () => pageOf(surface, live));
    first?.letGo();
    if (!first) await afterPaint();
    tellDrawn();
  };
  logFailure("opening the study", draw());
  logFailure("keeping what the next page looks like", keepLooks(live));
}

/** Draws the card that is kept as popup and new tab will begin with it, whenever another one is and the page is at rest. */
async function keepLooks(live: LiveSession): Promise<void> {
  await live.opened;
  let isWaiting = false;
  const look = async (): Promise<void> => {
    if (isWaiting) return;
    isWaiting = true;
    await whenIdle();
    isWaiting = false;
    await keepDrawn(looksOf);
  };
  live.subscribe(() => logFailure("keeping what the next page looks like", look()));
  await look();
}
