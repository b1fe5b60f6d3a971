import { browser } from "./browser.ts";

const QUEUE = "queue";
const TICK = "tick";
const SOON = "soon";
/** Looked at this often anyway: an alarm that fell into the computer's sleep may come late or never. */
const TICK_MINUTES = 30;

/** Wakes the background at an instant. Replaces the wake-up asked for before. */
export const wakeAt = async (atMs: number): Promise<void> =>
  browser.alarms.create(QUEUE, { when: Math.max(atMs, Date.now() + 1000) });

/** Wakes it in a minute, for work that had no time for all of it. */
export const wakeSoon = async (): Promise<void> => browser.alarms.create(SOON, { delayInMinutes: 1 });

/**
 * Wakes the background every half hour, whatever becomes of the other alarm. To be called whenever the background
 * starts: browsers forget alarms, with their session or when the extension was off, and it begins anew only where none
 * is under way.
 */
export async function keepTicking(): Promise<void> {
  if (!(await browser.alarms.get(TICK))) await browser.alarms.create(TICK, { periodInMinutes: TICK_MINUTES });
}

/** Must be called synchronously when the background starts, or the browser will not wake it for alarms. */
export const onWake = (listener: () => void): void =>
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === QUEUE || name === TICK || name === SOON) listener();
  });
