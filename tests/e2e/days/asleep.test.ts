/** A machine that slept, or a clock that was set forward: the time has passed, and no timer has run meanwhile. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { type Driver, KINDS, poll } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import { answer, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const DAY_MS = 86_400_000;

/** Nothing that waits for a second or longer comes about any more in pages that load from now on. */
function stopTimers(): void {
  const { setTimeout: real } = globalThis;
  const wait = (work: () => void, ms = 0): unknown => (ms < 1000 ? real(work, ms) : 0);
  Object.assign(globalThis, { setTimeout: wait, setInterval: () => 0 });
}

/** A study page on which one new card a day is wanted, and has been answered. */
async function finished(driver: Driver, atMs: number): Promise<Page> {
  await driver.clock.set(atMs);
  const first = await driver.open("options");
  await chooseSetting(first, "newPerDay", 1);
  const page = await driver.open("popup", { beforeLoad: (blank) => beforeScripts(blank, stopTimers) });
  await answer(page, 4);
  await waitForStage(page, ({ notice }) => notice === "done", "the end of the day");
  return page;
}

async function studyToEnd(page: Page, card: string): Promise<void> {
  for (;;) {
    await answer(page, 4);
    const stage = await poll(() => stageOf(page), `what follows ${card}`);
    if (stage.notice === "done") return;
  }
}

/**
 * A day begins, and the page does not know it. What it still reads at that moment, after the last answer, may be of the new
 * day: then that one is studied too, and the next one is waited for.
 * @returns how many days were shown without a sign of life
 */
async function nextDay(driver: Driver, page: Page): Promise<number> {
  for (let shown = 0; ; shown++) {
    await driver.clock.advance(DAY_MS);
    const stage = await stageOf(page);
    if (stage?.notice === "done") return shown;
    expect(shown).toBe(0);
    await studyToEnd(page, stage?.card ?? "");
  }
}

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "a key": (page) => page.keyboard.press("Shift"),
  "a pointer": (page) => page.mouse.click(40, 200),
  "the window's focus": (page) => page.evaluate(() => dispatchEvent(new Event("focus"))),
  "a page that comes back": (page) => page.evaluate(() => dispatchEvent(new Event("pageshow"))),
};

describe.each(KINDS)("in %s", (kind) => {
  test("each sign of life brings the card of the day that has begun", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    const page = await finished(driver, Date.parse("2031-05-06T09:00:00Z"));
    let shown = 0;
    for (const [way, act] of Object.entries(WAYS)) {
      shown += await nextDay(driver, page);
      expect(shown).toBeLessThan(2);
      await act(page);
      const { card } = await waitForStage(page, (stage) => stage.notice !== "done", `${way} to bring the next card`);
      // The same key or click did nothing else.
      expect((await stageOf(page))?.revealed).toBe(false);
      await studyToEnd(page, card);
    }
  });

  test("the same half an hour later, where the day ended shortly before its rollover", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    const page = await finished(driver, Date.parse("2031-05-06T03:40:00Z"));
    expect(await page.evaluate(() => document.querySelector(".done-next")?.textContent)).toMatch(/minutes/);
    await driver.clock.advance(10 * 60_000);
    await page.keyboard.press("Shift");
    expect((await stageOf(page))?.notice).toBe("done");
    await driver.clock.advance(11 * 60_000);
    await page.keyboard.press("Shift");
    await waitForStage(page, ({ notice }) => notice !== "done", "the next card");
  });
});
