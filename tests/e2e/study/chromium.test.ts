import { afterAll, describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { launch, type OwnDriver, poll, until } from "../../support/extension/driver.ts";
import { answer, badgeText, reachCard, reveal, reviewsIn, waitForStage } from "../../support/extension/study.ts";

const borrow = useLentBrowsers();

/** With room for a popup at twice its size; one for all tests that need it. */
let wide: OwnDriver | undefined;
afterAll(() => wide?.close());

declare const chrome: { readonly settingsPrivate: { setDefaultZoom(factor: number, done: () => void): void } };

/** "Page zoom" in the browser's settings, which popups follow too. */
async function zoomAll({ browser }: OwnDriver, zoom: number): Promise<void> {
  const settings = await browser.newPage();
  await settings.goto("chrome://settings/appearance");
  await settings.evaluate(
    (factor) => new Promise<void>((done) => chrome.settingsPrivate.setDefaultZoom(factor, done)),
    zoom,
  );
  await settings.close();
}

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
      wide ??= await launch("chromium", { args: ["--screen-info={1920x1200}", "--window-size=1600,1100"] });
      await zoomAll(wide, zoom);
      const popup = await wide.popup();
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
      await popup.close();
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
