import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { type Driver, KINDS, poll, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

async function openOptions(driver: Driver): Promise<Page> {
  const page = await driver.open("options");
  await until(page, () => document.querySelector('[name="newPerDay"]') !== null);
  return page;
}

/** Types a value over the one that is there, as a user does. */
async function type(page: Page, name: string, value: string): Promise<void> {
  await page.focus(`[name="${name}"]`);
  await page.evaluate((field) => (document.querySelector(`[name="${field}"]`) as HTMLInputElement).select(), name);
  for (const key of value) await page.keyboard.press(key as "1");
  await page.keyboard.press("Enter");
}

describe.each(KINDS)("the options in %s", (kind) => {
  test("are saved one by one, at once, refused when wrong, and restored", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await waitForStage(tab, () => true, "the first card");
    const options = await openOptions(driver);
    await type(options, "newPerDay", "5");
    await poll(async () => (await chosenSettings(options)).newPerDay === 5, "the setting to be saved");
    expect(Object.keys(await chosenSettings(options))).toEqual(["newPerDay"]);
    // An open page follows without being loaded again.
    await until(tab, () => document.body.textContent?.includes("5 new") ?? false);

    await type(options, "newPerDay", "999");
    await until(options, () => document.querySelector('[name="newPerDay"][aria-invalid="true"]') !== null);
    expect((await chosenSettings(options)).newPerDay).toBe(5);

    await options.click('[data-action="restore-defaults"]');
    await poll(async () => Object.keys(await chosenSettings(options)).length === 0, "the defaults");
    await until(tab, () => document.body.textContent?.includes("3 new") ?? false);
  });

  test("make a page dark before its first frame, whatever the system likes", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    await driver.look(options, { colorScheme: "light" });
    await options.click('[name="theme"][value="dark"]');
    await until(options, () => document.documentElement.dataset.theme === "dark");
    const tab = await driver.open("newtab", { beforeLoad: (page) => beforeScripts(page, noteFirstFrame) });
    const first = await until(tab, () => (globalThis as { firstFrame?: string }).firstFrame);
    const [red = 255] = first.match(/\d+/g)?.map(Number) ?? [];
    expect(red).toBeLessThan(60);
  });

  test("turn the session on the new tab off, and the tab into a quiet page", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    await options.click('[name="newTabSession"]');
    await poll(async () => (await chosenSettings(options)).newTabSession === false, "the setting to be saved");
    const tab = await driver.newTab();
    await until(tab, () => document.querySelector(".quiet-page") !== null);
    expect(await tab.$("[data-card], [data-notice]")).toBeNull();
  });
});

/** Notes the paper's colour in the first frame. Runs in the page, so it refers to nothing outside itself. */
function noteFirstFrame(): void {
  requestAnimationFrame(() => {
    const scope = globalThis as { firstFrame?: string };
    scope.firstFrame = getComputedStyle(document.documentElement).backgroundColor;
  });
}
