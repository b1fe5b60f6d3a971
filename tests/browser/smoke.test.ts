import type { EventEmitter } from "node:events";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { useBrowserOfBlock, useLentBrowsers } from "../support/extension/browsers.ts";
import { goTo } from "../support/extension/driver/page.ts";
import {
  advanceClock,
  type Driver,
  KINDS,
  launch,
  type OwnDriver,
  setClock,
  textOf,
  until,
} from "../support/extension/driver.ts";

const borrow = useLentBrowsers();
const open: OwnDriver[] = [];
const start = async (...args: Parameters<typeof launch>) => {
  const driver = await launch(...args);
  open.push(driver);
  return driver;
};
afterEach(async () => {
  for (const driver of open.splice(0)) await driver.close();
});

const A_MORNING_MS = Date.parse("2031-05-06T09:00:00Z");
const HOUR_MS = 3_600_000;

describe.each(KINDS)("the built extension in %s", (kind) => {
  /** For the tests that leave a browser as they found it. */
  const borrow = useBrowserOfBlock(kind);
  let driver: Driver;
  beforeAll(async () => {
    driver = await borrow();
  });

  test("opens every page, and the study page on a new tab", async () => {
    for (const name of ["popup", "options", "newtab"]) {
      const page = await driver.open(name);
      expect(await textOf(page, "main")).not.toBe("");
    }
    const tab = await driver.newTab();
    expect(await tab.evaluate(() => location.href)).toBe(driver.url("newtab"));
    expect(await textOf(tab, "main")).not.toBe("");
  });

  test("keeps its origin and its data when it is killed and when it is closed; then shows the time that a test sets", async () => {
    const first = await launch(kind);
    await write(first, "before the kill");
    await first.kill();
    const second = await launch(kind, { profile: first.profile });
    expect(await read(second)).toBe("before the kill");
    await write(second, "before the close");
    await second.close({ keepProfile: true });
    // Somewhere else meanwhile: one start shows that as well.
    const third = await start(kind, { profile: first.profile, timeZone: "Asia/Kolkata" });
    expect(await read(third)).toBe("before the close");
    await expectTimeOf(third);
  });

  if (kind === "firefox") {
    test("finds elements also where puppeteer has not heard of the document", async () => {
      const page = await driver.open("options");
      const look = async () => {
        expect(await page.$("body")).not.toBeNull();
        expect(await page.$eval("body", ({ localName }) => localName)).toBe("body");
        expect(await page.waitForSelector("body")).not.toBeNull();
      };
      await look();
      // Puppeteer forgets what it keeps of a document when it is told of the next one in the same tab.
      const frame = page.mainFrame() as unknown as Record<"mainRealm" | "isolatedRealm", () => { realm: EventEmitter }>;
      for (const name of ["mainRealm", "isolatedRealm"] as const) frame[name]().realm.removeAllListeners("updated");
      await goTo(page, driver.url("popup"));
      await look();
      await expect(page.waitForSelector("#nothing", { timeout: 100 })).rejects.toThrow("#nothing");
    });
  }

  test("lets one page have a clock of its own", async () => {
    const page = await driver.open("options", { beforeLoad: (blank) => setClock(blank, { atMs: A_MORNING_MS }) });
    await advanceClock(page, HOUR_MS);
    expect(await minutesAfter(page, A_MORNING_MS)).toBe(60);
  });

  test("shows its pages the look that a test asks for", async () => {
    const page = await driver.open("options");
    await driver.look(page, { colorScheme: "dark", reducedMotion: true, viewport: { width: 500, height: 400 } });
    const seen = () =>
      page.evaluate(() => ({
        dark: matchMedia("(prefers-color-scheme: dark)").matches,
        still: matchMedia("(prefers-reduced-motion: reduce)").matches,
        width: innerWidth,
      }));
    expect(await seen()).toEqual({ dark: true, still: true, width: 500 });
    await driver.look(page, { colorScheme: "light" });
    // What is left out goes back to the browser's own, which it does not tell.
    await expect.poll(seen, { timeout: 15_000 }).toEqual({ dark: false, still: false, width: 500 });
  });

  test("stops and starts its background", async () => {
    const { background } = driver;
    await background.wake();
    expect(await background.running()).toBe(true);
    await background.stop();
    expect(await background.running()).toBe(false);
    await background.wake();
    expect(await background.running()).toBe(true);
  });

  test("stops its background also where a page wakes it at once", async () => {
    const page = await driver.open("options");
    await page.evaluate(`
      const wake = () => void chrome.runtime.sendMessage({}).catch(() => {}).then(() => setTimeout(wake));
      wake();
    `);
    for (let i = 0; i < 5; i++) {
      await driver.background.wake();
      const isStopped = await watchBackground(driver, page);
      await driver.background.stop();
      expect(await isStopped()).toBe(true);
    }
    await page.close();
  });
});

test("the real popup opens in Chromium", async () => {
  const driver = await borrow("chromium");
  const popup = await driver.popup();
  expect(await textOf(popup, "main")).not.toBe("");
  expect(await popup.evaluate('chrome.extension.getViews({ type: "popup" }).length')).toBe(1);
});

declare const chrome: { readonly runtime: { readonly getBackgroundPage: () => Promise<object | null> } };

type Page = Awaited<ReturnType<Driver["open"]>>;

/** Remembers the background that runs, and tells later whether that one is gone, also where another runs by then. */
async function watchBackground({ kind, browser }: Driver, page: Page): Promise<() => Promise<boolean>> {
  if (kind === "chromium") {
    const worker = await browser.waitForTarget((target) => target.type() === "service_worker");
    return async () => !browser.targets().includes(worker);
  }
  // Kept in the memory of the event page, which is awake again for whoever asks for it.
  const wasMarked = () =>
    until(page, async () => {
      const background = (await chrome.runtime.getBackgroundPage()) as { isMarked?: true } | null;
      if (background === null) return null;
      const marked = background.isMarked === true;
      background.isMarked = true;
      return { marked };
    });
  await wasMarked();
  return async () => !(await wasMarked()).marked;
}

/** In India, before a page's first script and after, and in a page that is loaded again. */
async function expectTimeOf(inIndia: OwnDriver): Promise<void> {
  await inIndia.clock.set(A_MORNING_MS);
  const pages = [await inIndia.open("options"), await inIndia.newTab()] as const;
  for (const page of pages) {
    expect(await minutesAfter(page, A_MORNING_MS)).toBe(0);
    expect(await page.evaluate(() => new Date().getHours())).toBe(14);
  }
  await inIndia.clock.advance(2 * HOUR_MS);
  for (const page of pages) expect(await minutesAfter(page, A_MORNING_MS)).toBe(120);
  const [reloaded] = pages;
  await reloaded.reload({ waitUntil: [] });
  await until(reloaded, () => document.readyState === "complete");
  expect(await minutesAfter(reloaded, A_MORNING_MS)).toBe(120);
}

const minutesAfter = (page: Page, startMs: number) =>
  page.evaluate((start) => Math.floor((Date.now() - start) / 60_000), startMs);

/** Keeps a word in a database of its own, as durably as a grade is kept. */
async function write(driver: OwnDriver, word: string): Promise<void> {
  const page = await driver.open("options");
  await page.evaluate(async (value) => {
    const opening = indexedDB.open("smoke", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("words");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const transaction = opening.result.transaction("words", "readwrite", { durability: "strict" });
    transaction.objectStore("words").put(value, "word");
    await new Promise((resolve) => transaction.addEventListener("complete", resolve));
    opening.result.close();
  }, word);
}

async function read(driver: OwnDriver): Promise<unknown> {
  const page = await driver.open("options");
  return await page.evaluate(async () => {
    const opening = indexedDB.open("smoke", 1);
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const reading = opening.result.transaction("words").objectStore("words").get("word");
    await new Promise((resolve) => reading.addEventListener("success", resolve));
    return reading.result as unknown;
  });
}
