import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll } from "../../support/extension/driver.ts";
import { answer, reachCard } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const MINUTE_MS = 60_000;

interface Alarm {
  readonly name: string;
  readonly scheduledTime: number;
  readonly periodInMinutes?: number;
}

const alarms = (page: Page): Promise<Alarm[]> =>
  page.evaluate(() => {
    const scope = globalThis as unknown as { chrome: { alarms: { getAll: () => Promise<Alarm[]> } } };
    return scope.chrome.alarms.getAll();
  });

test.each(KINDS)(
  "a grade in %s asks for a wake-up when its card comes back, while the background sleeps",
  async (kind) => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    await reachCard(popup);
    await driver.background.stop();
    const gradedMs = Date.now();
    await answer(popup, 1);
    const inAMinute = ({ name, scheduledTime }: Alarm): boolean =>
      name === "queue" && Math.abs(scheduledTime - gradedMs - MINUTE_MS) < MINUTE_MS / 2;
    await poll(async () => (await alarms(popup)).some(inAMinute), "the wake-up");
    const tick = (await alarms(popup)).find(({ name }) => name === "tick");
    expect(tick?.periodInMinutes).toBe(30);
  },
);
