import browser from "webextension-polyfill";

const NAME = "queue";
/** Looked at this often anyway: an alarm that fell into the computer's sleep may come late or never. */
const FALLBACK_MINUTES = 30;

/** Wakes the background at an instant, and every half hour from then on. Replaces the wake-up asked for before. */
export const wakeAt = async (atMs: number): Promise<void> =>
  browser.alarms.create(NAME, { when: Math.max(atMs, Date.now() + 1000), periodInMinutes: FALLBACK_MINUTES });

/** Must be called synchronously when the background starts, or the browser will not wake it for alarms. */
export const onWake = (listener: () => void): void =>
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) listener();
  });
