import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useBrowsers } from "../support/browsers.ts";
import { beforeScripts } from "../support/driver/inject.ts";
import { type Driver, KINDS, poll, until } from "../support/driver.ts";
import { answer, eventsIn, readStore } from "../support/study.ts";

const start = useBrowsers();

/** Keeps the text of every file that the page offers, since headless browsers differ in where they put downloads. */
function keepDownloads(): void {
  const scope = globalThis as { offered?: { name: string; text: string }[] };
  scope.offered = [];
  const blobs = new Map<string, Blob>();
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    const url = create(blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function click() {
    const { download } = this;
    void blobs
      .get(this.href)
      ?.text()
      .then((text) => scope.offered?.push({ name: download, text }));
  };
}

const openOptions = (driver: Driver): Promise<Page> =>
  driver.open("options", { beforeLoad: (page) => beforeScripts(page, keepDownloads) });

async function exportFrom(options: Page): Promise<{ name: string; text: string }> {
  await until(options, () => document.querySelector('[data-action="export"]') !== null);
  await options.click('[data-action="export"]');
  const offered = await until(options, () =>
    (globalThis as { offered?: { name: string; text: string }[] }).offered?.at(-1),
  );
  return offered;
}

async function choose(options: Page, text: string): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), "osteon-file-")), "chosen.json");
  writeFileSync(path, text);
  const input = await poll(() => options.$('input[data-action="choose-file"]'), "the file field");
  await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(path);
}

async function restore(options: Page, text: string): Promise<void> {
  await choose(options, text);
  await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
  await options.click('[data-action="confirm"]');
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
}

const states = async (page: Page) =>
  (await readStore<{ id: string; snapshot: unknown }>(page, "cards")).map(({ id, snapshot }) => ({ id, snapshot }));

/** Takes everything away, as removing the extension would. */
async function wipe(driver: Driver): Promise<void> {
  const page = await driver.open("options");
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("osteon");
      request.onsuccess = () => resolve(request.result);
    });
    const stores = ["events", "cards", "decks", "settings"];
    const transaction = db.transaction(stores, "readwrite");
    for (const store of stores) transaction.objectStore(store).clear();
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    db.close();
    // The second record goes too, or the next page would bring everything back by itself.
    for (const name of await caches.keys()) await caches.delete(name);
    await (
      globalThis as unknown as { chrome: { storage: { local: { clear: () => Promise<void> } } } }
    ).chrome.storage.local.clear();
  });
  await page.close();
}

describe.each(KINDS)("in %s", (kind) => {
  test("export, wipe, restore: everything is as it was, and restoring twice changes nothing", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    for (const rating of [4, 3, 1, 4] as const) await answer(popup, rating);
    await popup.keyboard.press("u");
    await until(popup, () => document.querySelector("[data-card]") !== null);
    const before = { events: await eventsIn(popup), cards: await states(popup) };
    await popup.close();

    const options = await openOptions(driver);
    const file = await exportFrom(options);
    expect(file.name).toMatch(/^osteon-\d{4}-\d\d-\d\d\.json$/);
    await options.close();
    await wipe(driver);

    // A page that finds no deck installs it; then the file comes back.
    const fresh = await driver.open("popup");
    await until(fresh, () => document.querySelector("[data-card], [data-notice]") !== null);
    expect(await eventsIn(fresh)).toEqual([]);
    const again = await openOptions(driver);
    for (let i = 0; i < 2; i++) {
      await restore(again, file.text);
      expect({ events: await eventsIn(again), cards: await states(again) }).toEqual(before);
    }
  });

  test("a malformed file gets a sentence, and nothing changes", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    await answer(popup, 3);
    const before = await eventsIn(popup);
    const options = await openOptions(driver);
    const { text } = await exportFrom(options);
    for (const bad of [
      "",
      "{",
      "[1, 2]",
      '{"format":"something else"}',
      text.slice(0, -40),
      text.replace('"rating":3', '"rating":4'),
    ]) {
      await choose(options, bad);
      await until(options, () => document.querySelector('[data-result="failed"]') !== null);
      const sentence = await options.$eval('[data-result="failed"]', (line) => line.textContent ?? "");
      expect(sentence.length).toBeGreaterThan(20);
      expect(await options.$('[data-action="confirm"]')).toBeNull();
    }
    expect(await eventsIn(options)).toEqual(before);
  });
});
