/** The mark in the header: a ring of today, of which one more arc is inked with each grade. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { answer, reachCard } from "../../support/extension/study.ts";

const start = useLentBrowsers();

const inked = (page: Page, share: number) =>
  until(
    page,
    (wanted) => {
      const dashes = document.querySelector<SVGElement>(".ring-mark [data-done]")?.style.strokeDasharray ?? "";
      return Math.abs(Number.parseFloat(dashes) - wanted) < 0.01;
    },
    share,
  );

const placeOf = (page: Page) =>
  page.evaluate(() => JSON.stringify(document.querySelector(".ring-mark")?.getBoundingClientRect()));

describe.each(KINDS)("in %s", (kind) => {
  test("each grade inks one more arc, Undo takes it away, and nothing moves", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await driver.look(tab, { reducedMotion: true });
    await inked(tab, 0);
    const place = await placeOf(tab);
    await answer(tab, 4);
    await inked(tab, 1 / 3);
    await answer(tab, 4);
    await inked(tab, 2 / 3);
    expect(await placeOf(tab)).toBe(place);
    const motion = await tab.evaluate(() => {
      const arc = document.querySelector(".ring-mark [data-done]");
      return arc && getComputedStyle(arc).transitionDuration;
    });
    expect(motion).toBe("0s");
    await tab.keyboard.press("u");
    await inked(tab, 1 / 3);
  });
});
