import { systemClock } from "../../platform/clock.ts";

/** A timer waits an hour at most: browsers overflow on long ones, and a laptop sleeps through them anyway. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** As often as a page renews the time that it shows. */
const CHECK_EVERY_MS = 30_000;

export interface ClockWatch {
  /** What is shown holds until this instant, in ms. */
  readonly holdsUntil: (atMs: number) => void;
}

/**
 * Looks again, once, when what is shown may be of another day: its instant has passed, also while a machine slept, or the
 * clock was set back, or the machine is in another time zone since.
 */
export function watchClock(lookAgain: () => void): ClockWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let untilMs = Number.POSITIVE_INFINITY;
  let toldAt = present();
  const lookIfPassed = (): void => {
    const { nowMs, offset } = present();
    if (nowMs < untilMs && nowMs >= toldAt.nowMs && offset === toldAt.offset) return;
    untilMs = Number.POSITIVE_INFINITY;
    toldAt = { nowMs, offset };
    lookAgain();
  };
  for (const type of ["focus", "pageshow", "keydown", "pointerdown"]) addEventListener(type, lookIfPassed, true);
  setInterval(lookIfPassed, CHECK_EVERY_MS);
  return {
    holdsUntil(atMs) {
      untilMs = atMs;
      toldAt = present();
      clearTimeout(timer);
      timer = setTimeout(lookAgain, Math.min(LONGEST_WAIT_MS, atMs - toldAt.nowMs + 1));
    },
  };
}

function present(): { readonly nowMs: number; readonly offset: number } {
  const nowMs = systemClock.nowMs();
  return { nowMs, offset: systemClock.offsetAt(nowMs) };
}
