import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useBrowsers, useLentBrowsers } from "../support/browsers.ts";
import { makeProfile } from "../support/driver/profile.ts";
import { poll, until } from "../support/driver.ts";
import { answer, badgeText, reachCard, reveal, reviewsIn, waitForStage } from "../support/study.ts";

const start = useBrowsers();
const borrow = useLentBrowsers();

describe("in chromium, with its real toolbar popup", () => {
  test("the popup opens on a card, grades it, and shows the same card again after it was closed", async () => {
    const driver = await borrow("chromium");
    const popup = await driver.popup();
    const first = await answer(popup, 4);
    const { card } = await reveal(popup);
    expect(card).not.toBe(first);
    await popup.close();

    const again = await driver.popup();
    expect((await reachCard(again)).card).toBe(card);
    expect((await reviewsIn(again)).map((review) => review.card)).toEqual([first]);
  });

  test.each([1, 1.25, 1.5, 2])(
    "at a zoom of %d the popup is as wide as it asks, with no scrollbar around it",
    async (zoom) => {
      const profile = makeProfile("chromium");
      mkdirSync(join(profile, "Default"), { recursive: true });
      // "Page zoom" in the browser's settings, which popups follow too; a level is a power of 1.2.
      const default_zoom_level = { x: Math.log(zoom) / Math.log(1.2) };
      writeFileSync(join(profile, "Default/Preferences"), JSON.stringify({ partition: { default_zoom_level } }));
      const driver = await start("chromium", {
        profile,
        args: ["--screen-info={1920x1200}", "--window-size=1600,1100"],
      });
      const popup = await driver.popup();
      await reachCard(popup);
      await until(popup, (wanted) => devicePixelRatio === wanted && innerWidth === 400, zoom);
      const { scrolls, height, bar } = await popup.evaluate(() => ({
        // At the greatest width of a popup the root is as high as the body asks for, and is cut off all the same.
        scrolls:
          innerWidth > document.documentElement.clientWidth || getComputedStyle(document.body).overflowY !== "hidden",
        height: innerHeight,
        bar: document.querySelector(".study-bar")?.getBoundingClientRect().bottom ?? 0,
      }));
      expect(scrolls).toBe(false);
      expect(bar).toBeLessThan(height + 1);
      expect(height * zoom).toBeGreaterThan(550);
    },
  );

  test("a click answers as a key does", async () => {
    const driver = await borrow("chromium");
    const popup = await driver.popup();
    const { card } = await reachCard(popup);
    await popup.click(".go-on");
    await popup.waitForSelector("[data-rating='3']");
    await popup.click("[data-rating='3']");
    await waitForStage(popup, (stage) => stage.card !== card, "the next card");
    expect(await reviewsIn(popup)).toMatchObject([{ card, rating: 3, surface: "popup" }]);
  });
});

describe("the background in chromium", () => {
  test("counts on the badge, is stopped and woken, and is right after each grade", async () => {
    const driver = await borrow("chromium");
    const tab = await driver.newTab();
    await poll(async () => (await badgeText(tab)) === "3", "three cards on the badge");
    await driver.background.stop();
    await answer(tab, 4);
    await poll(async () => (await badgeText(tab)) === "2", "two, shown by the page while the background sleeps");
    await driver.background.wake();
    expect(await driver.background.running()).toBe(true);
    await poll(async () => (await badgeText(tab)) === "2", "two after it woke");
  });
});
