/**
 * The care that is taken while nobody looks, wherever it runs: in Firefox in a worker of the background, in Chromium in itself;
 * and the check that somebody waits for, which a worker of the options page makes in both.
 */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { type Driver, KINDS, poll, until } from "../../support/extension/driver.ts";
import { answer, reachCard, readStore } from "../../support/extension/study.ts";

const launch = useLentBrowsers();

interface Api {
  readonly chrome: {
    readonly alarms: {
      readonly create: (name: string, at: { when: number; periodInMinutes: number }) => Promise<void>;
    };
    readonly storage: { readonly local: { readonly remove: (key: string) => Promise<void> } };
  };
}
/** As every half hour. */
const wake = (page: Page): Promise<void> =>
  page.evaluate(() =>
    (globalThis as unknown as Api).chrome.alarms.create("tick", { when: Date.now(), periodInMinutes: 30 }),
  );

/** As a week after the last check: the background may have made one already. */
const forgetCheck = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { local } = (globalThis as unknown as Api).chrome.storage;
    if (location.protocol === "moz-extension:") await local.remove("second-record/health.json");
    else await (await caches.open("second-record")).delete("https://second-record.invalid/health.json");
  });

/** Runs in pages: where one of them starts a worker, the others can read it. */
function tellOfWorkers(): void {
  const Own = Worker;
  globalThis.Worker = class extends Own {
    constructor(url: string | URL) {
      super(url);
      localStorage.setItem("test:worker", `${location.pathname} ${url}`);
    }
  };
}

/** Puts another row in the place of a card's, as a fault of the disk would. */
const spoil = (page: Page, row: StateRow): Promise<void> =>
  page.evaluate(
    (wrong) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("osteon");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("states", "readwrite");
          transaction.objectStore("states").put(wrong);
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    row as never,
  );

const rowOf = async (page: Page, id: string): Promise<StateRow | undefined> =>
  (await readStore<StateRow>(page, "states")).find((row) => row.id === id);

test.each(KINDS)(
  "the check at a wake finds a card that is not where its log says, in %s, also after an end in its middle",
  async (kind) => {
    const driver = await launch(kind);
    const page = await driver.open("popup", { beforeLoad: (blank) => beforeScripts(blank, tellOfWorkers) });
    const graded = await answer(page, 3);
    await answer(page, 4);
    await reachCard(page);
    await driver.background.stop();
    await forgetCheck(page);
    const right = await rowOf(page, graded);
    if (!right) throw new Error("the card has no row");
    const lapses = async () => (await rowOf(page, right.id))?.state.lapses;

    // Wherever that ends it: the next wake goes on from there, and finds no lock held and no transaction open.
    await spoil(page, { ...right, state: { ...right.state, lapses: 77 } });
    await wake(page);
    await poll(() => driver.background.running(), "the wake");
    await driver.background.stop();
    await wake(page);
    await poll(async () => (await lapses()) === right.state.lapses, "the card to be mended");
    // One grade more is written to the card as it is now.
    await answer(page, 3);
    const worker = await page.evaluate(() => localStorage.getItem("test:worker"));
    expect(worker).toBe(kind === "firefox" ? "/_generated_background_page.html /jobs-worker.js" : null);
  },
);

/** Runs in the options: has everything checked. @returns once the worker has told how far that is */
const beginCheck = (): Promise<void> =>
  new Promise((resolve) => {
    const panel = document.querySelector(".health");
    if (!panel) throw new Error("there is no panel");
    const watcher = new MutationObserver(() => {
      if (!panel.querySelector("progress[value]")) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(panel, { subtree: true, childList: true, attributes: true });
    document.querySelector<HTMLElement>('[data-action="check"]')?.click();
  });

/** What was said of the check. */
const said = (page: Page): Promise<string> =>
  poll(
    () =>
      page.evaluate(() => {
        const line = document.querySelector<HTMLElement>("[data-health-result]");
        return document.querySelector(".health progress") === null && (line?.textContent ?? null);
      }),
    "what came of the check",
  );

const openOptions = async (driver: Driver, set?: (blank: Page) => Promise<void>): Promise<Page> => {
  const page = await driver.open("options", set && { beforeLoad: set });
  await until(page, () => document.querySelector(".health-list") !== null);
  return page;
};

test.each(KINDS)(
  "the check of the options is made in a worker, in %s, and mends what one has left that went with its page",
  async (kind) => {
    const driver = await launch(kind);
    const page = await driver.open("popup");
    const graded = await answer(page, 3);
    await answer(page, 4);
    await reachCard(page);
    await driver.background.stop();
    const right = await rowOf(page, graded);
    if (!right) throw new Error("the card has no row");

    await spoil(page, { ...right, state: { ...right.state, lapses: 77 } });
    const closed = await openOptions(driver, (blank) => beforeScripts(blank, tellOfWorkers));
    await page.evaluate(() => localStorage.removeItem("test:worker"));
    await closed.evaluate(beginCheck);
    expect(await page.evaluate(() => localStorage.getItem("test:worker"))).toBe(
      "/pages/options/index.html /jobs-worker.js",
    );
    await closed.close();

    const options = await openOptions(driver);
    await options.evaluate(beginCheck);
    // Either of the two has mended it.
    expect(await said(options)).toMatch(/^(All is well|1 difference was found and mended)/);
    expect((await rowOf(page, right.id))?.state.lapses).toBe(right.state.lapses);
    await options.evaluate(beginCheck);
    expect(await said(options)).toMatch(/^All is well/);
    // What the check has mended, a page that was open before it shows and writes to.
    await answer(page, 3);
  },
);
