import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, until } from "../../support/extension/driver.ts";
import { choose, openOptions, save } from "../../support/extension/options-files.ts";
import { answer, eventsIn, readStore } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

async function exportFrom(options: Page): Promise<{ name: string; text: string }> {
  const { name, bytes } = await save(options, "export");
  return { name, text: bytes.toString("utf8") };
}

async function restore(options: Page, text: string): Promise<void> {
  await choose(options, "chosen.json", text);
  await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
  await options.click('[data-action="confirm"]');
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
}

const states = async (page: Page) =>
  (await readStore<{ id: string; state: unknown }>(page, "states")).map(({ id, state }) => ({ id, state }));

/** Takes everything away, as removing the extension would. */
async function wipe(driver: Driver): Promise<void> {
  const page = await driver.open("options");
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("osteon");
      request.onsuccess = () => resolve(request.result);
    });
    const stores = [...db.objectStoreNames].filter((name) => name !== "local");
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
      // What is said of the file before must not be taken for what is said of this one.
      await options.$eval(".backup-result", (line) => line.setAttribute("data-result", "before"));
      await choose(options, "chosen.json", bad);
      await until(options, () => (document.querySelector('[data-result="failed"]')?.textContent?.length ?? 0) > 20);
      expect(await options.$('[data-action="confirm"]')).toBeNull();
    }
    expect(await eventsIn(options)).toEqual(before);
  });

  test("export, wipe, restore: everything is as it was, and there is nothing to restore twice", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    for (const rating of [4, 3, 1, 4] as const) await answer(popup, rating);
    await popup.keyboard.press("u");
    await until(popup, () => document.querySelector("[data-card]") !== null);
    const everything = async (page: Page) => ({
      events: (await eventsIn(page)).sort((a, b) => (a.id < b.id ? -1 : 1)),
      cards: await states(page),
    });
    const before = await everything(popup);
    await popup.close();

    const options = await openOptions(driver);
    const file = await exportFrom(options);
    expect(file.name).toMatch(/^osteon-\d{4}-\d\d-\d\d\.json$/);
    await options.close();
    await wipe(driver);

    // A page that finds no deck installs it; then the file comes back.
    const empty = await driver.open("popup");
    await until(empty, () => document.querySelector("[data-card], [data-notice]") !== null);
    expect(await eventsIn(empty)).toEqual([]);
    const again = await openOptions(driver);
    await restore(again, file.text);
    expect(await everything(again)).toEqual(before);
    // What is here already is not offered to be added.
    await choose(again, "chosen.json", file.text);
    await until(again, () => document.querySelector('[data-preview="nothing"]') !== null);
    expect(await again.$('[data-action="confirm"]')).toBeNull();
    // The way on is to leave the file.
    expect(await again.$('.small-button[data-action="cancel"]')).not.toBeNull();
    expect(await again.$('.small-button[data-action="replace"]')).toBeNull();
    expect(await everything(again)).toEqual(before);
  });
});
