/** What a test leaves in a browser that is lent never reaches the test that has it next. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { chromeScope } from "../support/extension/driver/firefox-scope.ts";
import { KINDS, type LentDriver, type LoanOptions, lend, poll, until } from "../support/extension/driver.ts";
import { untilDatabase } from "../support/extension/study.ts";

const inDownloads = ({ downloads }: LentDriver): string => join(downloads, "left");

/** Of what an extension can keep, all that is there but not brought by Osteon itself; and what a test asks of a browser. */
async function kept(driver: LentDriver, page: Page): Promise<Record<string, unknown>> {
  const inPage = await page.evaluate(async () => {
    const { action, alarms, i18n, storage } = (globalThis as unknown as Scope).chrome;
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const folder = await navigator.storage.getDirectory();
    const isInFolder = await folder.getFileHandle("left").then(
      () => true,
      () => false,
    );
    return {
      database: databases.includes("left"),
      localStorage: localStorage.getItem("left"),
      cache: await caches.has("left"),
      file: isInFolder,
      storage: (await storage.local.get("left")).left ?? null,
      alarm: (await alarms.getAll()).some(({ name }) => name === "left"),
      title: (await action.getTitle({})) === "left",
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      clock: "osteonClock" in globalThis && Date.now() > Date.UTC(2100, 0),
      german: i18n.getUILanguage().startsWith("de"),
    };
  });
  return { ...inPage, download: existsSync(inDownloads(driver)) };
}

/** Leaves something behind in each place. */
const leave = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { action, alarms, storage } = (globalThis as unknown as Scope).chrome;
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open("left");
      opening.onsuccess = resolve;
      opening.onerror = reject;
    });
    localStorage.setItem("left", "something");
    await caches.open("left");
    await (await navigator.storage.getDirectory()).getFileHandle("left", { create: true });
    await storage.local.set({ left: "something" });
    alarms.create("left", { delayInMinutes: 30 });
    await action.setTitle({ title: "left" });
  });

interface Scope {
  readonly chrome: {
    readonly action: { getTitle(of: object): Promise<string>; setTitle(to: object): Promise<void> };
    readonly i18n: { getUILanguage(): string };
    readonly alarms: { create(name: string, when: object): void; getAll(): Promise<{ readonly name: string }[]> };
    readonly storage: {
      readonly local: { get(key: string): Promise<{ left?: string }>; set(to: object): Promise<void> };
    };
  };
}

const NOTHING = {
  database: false,
  localStorage: null,
  cache: false,
  file: false,
  storage: null,
  alarm: false,
  title: false,
  dark: false,
  clock: false,
  german: false,
  download: false,
};

async function borrowed<R>(
  kind: (typeof KINDS)[number],
  options: LoanOptions,
  work: (driver: LentDriver, page: Page) => Promise<R>,
): Promise<R> {
  const { driver, giveBack } = await lend(kind, options);
  let isSound = false;
  try {
    const page = await driver.open("options");
    await untilDatabase(page);
    const result = await work(driver, page);
    isSound = true;
    return result;
  } finally {
    await giveBack(isSound);
  }
}

test.each(KINDS)("nothing that was stored, set or opened in %s is there for who has it next", async (kind) => {
  // A Chromium that runs already learns no other language.
  const options = kind === "firefox" ? { language: "de" } : {};
  const before = await borrowed(kind, options, async (driver, page) => {
    const spoken = { ...NOTHING, german: kind === "firefox" };
    expect(await kept(driver, page)).toEqual(spoken);
    await leave(page);
    writeFileSync(inDownloads(driver), "something");
    await driver.newTab();
    await driver.clock.set(Date.UTC(2101, 0));
    await driver.look(page, { colorScheme: "dark" });
    await until(page, () => matchMedia("(prefers-color-scheme: dark)").matches);
    // What is looked for is found where it was left.
    const { german, ...left } = await kept(driver, page);
    expect(german).toBe(spoken.german);
    for (const [name, value] of Object.entries(left))
      expect([name, value]).toEqual([name, NOTHING[name as keyof typeof NOTHING] === null ? "something" : true]);
    return { browser: driver.browser, origin: driver.url("popup") };
  });
  await borrowed(kind, {}, async (driver, page) => {
    expect(driver.browser).toBe(before.browser);
    expect(driver.url("popup")).not.toBe(before.origin);
    expect(await kept(driver, page)).toEqual(NOTHING);
    // The empty tab of the browser and this page. Of Firefox puppeteer still lists tabs that are gone; there the browser
    // itself is asked, when it is given back.
    if (kind === "chromium") expect((await driver.browser.pages()).length).toBe(2);
  });
});

const CLEARED = "osteon.cleared";

test("new tabs of Firefox are the extension's, however late Firefox has cleared away the one before", async () => {
  const scopeOf = (driver: LentDriver) => chromeScope(driver.browser);
  await borrowed("firefox", {}, async (driver) => {
    await (await scopeOf(driver)).run(async (cleared) => {
      const { Management } = ChromeUtils.importESModule("resource://gre/modules/Extension.sys.mjs");
      const { setTimeout } = Services.wm.getMostRecentWindow("navigator:browser");
      const later = async (): Promise<void> => {
        Management.off("uninstall", later);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        Services.prefs.setBoolPref(cleared, true);
      };
      Management.on("uninstall", later);
    }, CLEARED);
  });
  await borrowed("firefox", {}, async (driver) => {
    const scope = await scopeOf(driver);
    const isCleared = () =>
      scope.run(async (cleared) => {
        const found = Services.prefs.getBoolPref(cleared, false);
        if (found) Services.prefs.clearUserPref(cleared);
        return found;
      }, CLEARED);
    await poll(isCleared, "the extension before to be cleared away");
    await driver.newTab();
  });
});
