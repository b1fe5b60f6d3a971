/** The popup's page on a phone, in a tab of its own: as Firefox for Android shows it. Chromium alone emulates touch. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { poll, until } from "../../support/extension/driver.ts";
import { reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();

/** WCAG 2.2, success criterion 2.5.5. */
const LEAST = 44;

interface Fit {
  readonly sideways: number;
  /** What of the window no part of the page takes, under the study. */
  readonly below: number;
  readonly tooSmall: readonly string[];
}

const fitOf = (page: Page): Promise<Fit> =>
  page.evaluate((least) => {
    const root = document.documentElement;
    const targets = [...document.querySelectorAll<HTMLElement>("button, a[href], input")].filter(
      (one) => one.checkVisibility() && !one.matches(".visually-hidden") && one.closest("p, dd, li") === null,
    );
    const tooSmall = targets.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width < least || height < least ? [`${one.className || one.tagName}: ${width} × ${height}`] : [];
    });
    const study = document.querySelector(".study")?.getBoundingClientRect();
    return {
      sideways: Math.max(root.scrollWidth, document.body.scrollWidth) - innerWidth,
      below: innerHeight - (study?.bottom ?? 0),
      tooSmall,
    };
  }, LEAST);

const FITS: Fit = { sideways: 0, below: 0, tooSmall: [] };

/** Goes on to a question by touch, whatever comes before it. */
async function touchCard(page: Page): Promise<void> {
  for (;;) {
    const { card } = await waitForStage(page, () => true, "a card or a notice");
    if (card !== "") return;
    const before = await page.evaluate(() => document.querySelector("[data-notice]")?.textContent ?? "");
    expect(await fitOf(page)).toEqual(FITS);
    await page.tap(".study-bar button");
    await until(page, (text) => (document.querySelector("[data-notice]")?.textContent ?? "") !== text, before);
  }
}

test("a card is turned, graded and taken back by touch, at 360 by 740, and everything is large enough for a finger", async () => {
  const driver = await start("chromium");
  const page = await driver.open("popup", {
    beforeLoad: (blank) => blank.setViewport({ width: 360, height: 740, isMobile: true, hasTouch: true }),
  });
  await touchCard(page);
  expect(await fitOf(page)).toEqual(FITS);
  const question = await stageOf(page);
  await page.tap(".study-bar .bar-button:last-child");
  await until(page, () => document.querySelector("[data-rating='3']") !== null);
  expect(await fitOf(page)).toEqual(FITS);
  expect(await violationsOn(page)).toEqual([]);
  await page.tap("[data-rating='3']");
  await poll(async () => (await reviewsIn(page)).length === 1, "the grade to be written");
  await waitForStage(page, ({ card, notice }) => (card || notice) !== question?.card, "what comes next");
  expect(await fitOf(page)).toEqual(FITS);
  await page.tap(".study-header button[aria-keyshortcuts^='U']");
  await waitForStage(page, ({ card }) => card === question?.card, "the card that was taken back");
  expect(await fitOf(page)).toEqual(FITS);
}, 120_000);
