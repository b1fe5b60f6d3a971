/** Firefox's containers, each of which gives a page of the extension a database of its own. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { chromeScope } from "../../support/extension/driver/firefox-scope.ts";
import { openedBy, openTab } from "../../support/extension/driver/firefox-tabs.ts";
import { type Driver, until } from "../../support/extension/driver.ts";
import { answer, reachCard, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();
const startAnew = useLentBrowsers();

/** A page of the extension in a tab of a container. */
async function inContainer(driver: Driver, name: string): Promise<Page> {
  const scope = await chromeScope(driver.browser);
  await scope.run(async () => Services.prefs.setBoolPref("privacy.userContext.enabled", true));
  return openTab(driver.browser, driver.url(name), 2);
}

const databases = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ""));

/** The tab to which a page in a container leads. */
const ledBy = (driver: Driver, page: Page): Promise<Page> =>
  openedBy(driver.browser, "moz-extension:", () =>
    page.evaluate(() => document.querySelector<HTMLElement>(".container-note button")?.click()),
  );

const onStage = async (page: Page): Promise<Page> => {
  await waitForStage(page, () => true, "a stage");
  return page;
};

test.each(["privacy.firstparty.isolate", "privacy.resistFingerprinting", "privacy.dynamic_firstparty.use_site"])(
  "with %s on, all pages share one store, and nothing is said of a loss",
  async (preference) => {
    const driver = await startAnew("firefox");
    const first = await answer(await driver.open("popup"), 4);
    const scope = await chromeScope(driver.browser);
    await scope.run(async (name) => Services.prefs.setBoolPref(name, true), preference);
    const tab = await onStage(await driver.newTab());
    expect((await stageOf(tab))?.notice).not.toBe("storage");
    const second = await answer(tab, 4);
    const popup = await driver.open("popup");
    await reachCard(popup);
    expect((await reviewsIn(popup)).map((review) => review.card)).toEqual([first, second]);
  },
);

test("a page in a container opens no database, and leads to a tab that has the user's", async () => {
  const driver = await start("firefox");
  // The first page of all may be one in a container.
  const early = await inContainer(driver, "newtab");
  await waitForStage(early, ({ notice }) => notice === "container", "the sentence on containers");

  const plain = await driver.newTab();
  const graded = [await answer(plain, 4), await answer(plain, 4)];
  const { card } = await reachCard(plain);

  const tab = await inContainer(driver, "newtab");
  await waitForStage(tab, ({ notice }) => notice === "container", "the sentence on containers");
  expect(await databases(tab)).toEqual([]);
  const led = await ledBy(driver, tab);
  expect(await stageOf(await onStage(led))).toMatchObject({ card, notice: "" });
  expect((await reviewsIn(led)).map((review) => review.card)).toEqual(graded);

  // Nothing was lost, and nobody says so.
  await driver.background.stop();
  await driver.background.wake();
  const popup = await driver.open("popup");
  expect(await stageOf(await onStage(popup))).toMatchObject({ card, notice: "" });
  await answer(popup, 4);
  expect((await stageOf(popup))?.notice).not.toBe("storage");
  expect(await reviewsIn(popup)).toHaveLength(3);
});

test("settings, progress and what is left out lead out of a container as well", async () => {
  const driver = await start("firefox");
  await reachCard(await driver.open("popup"));
  for (const [name, mark] of [
    ["options", ".settings"],
    ["progress", ".know-lead"],
    ["left-out", ".treatments"],
  ] as const) {
    const page = await inContainer(driver, name);
    await until(page, () => document.querySelector(".container-note") !== null);
    expect(await databases(page)).toEqual([]);
    const led = await ledBy(driver, page);
    await until(led, (selector) => document.querySelector(selector) !== null, mark);
    expect(await led.evaluate(() => document.querySelector(".container-note"))).toBeNull();
  }
});

test("whoever wants no cards on a new tab is told nothing of containers there", async () => {
  const driver = await start("firefox");
  const options = await driver.open("options");
  await until(options, () => document.querySelector("#newTabSession") !== null);
  await options.evaluate(() => document.querySelector<HTMLElement>("#newTabSession")?.click());
  await until(options, () => localStorage.getItem("osteon:shared-appearance")?.endsWith("false"));
  const tab = await inContainer(driver, "newtab");
  await until(tab, () => document.querySelector(".quiet-page") !== null);
  expect(await tab.evaluate(() => document.querySelector(".container-note, .start-offer"))).toBeNull();
});
