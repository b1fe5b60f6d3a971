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
    // It says what would change, where the focus goes, and does nothing before it is told to.
    const asked = await until(options, () => document.querySelector(".asked:focus > p")?.textContent);
    expect(asked).toBe("1 setting would go back to its default: New cards a day.");
    await options.click('[data-action="keep-settings"]');
    await until(options, () => document.activeElement?.getAttribute("data-action") === "restore-defaults");
    expect((await chosenSettings(options)).newPerDay).toBe(5);
    await options.keyboard.press("Enter");
    await options.click('[data-action="confirm-defaults"]');
    await poll(async () => Object.keys(await chosenSettings(options)).length === 0, "the defaults");
    await until(tab, () => document.body.textContent?.includes("3 new") ?? false);
  });

  test("name all their sections in a list of links, which lead to them, and lead to study and to what is known", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    await until(options, () => document.querySelector("#about-title") !== null);
    const { named, there, ways } = await options.evaluate(() => ({
      named: [...document.querySelectorAll(".settings-contents a")].map((one) => [
        one.getAttribute("href")?.slice(1),
        one.textContent,
      ]),
      there: [...document.querySelectorAll("main h2")].map(({ id, textContent }) => [id, textContent]),
      ways: [...document.querySelectorAll(".page-ways a")].map((one) => one.getAttribute("href")),
    }));
    expect(named).toEqual(there);
    expect(ways).toEqual(["../newtab/index.html#study", "../progress/index.html"]);
    // In a low window the list is closed at first.
    await options.evaluate(() => document.querySelector(".settings-contents")?.setAttribute("open", ""));
    await options.focus('.settings-contents [href="#health-title"]');
    await options.keyboard.press("Enter");
    await until(options, () => {
      const { top = -1 } = document.querySelector("#health-title")?.getBoundingClientRect() ?? {};
      // Firefox scrolls by whole pixels, and a heading may stand a part of one above the edge then.
      return Math.round(top) >= 0 && top < innerHeight;
    });
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
