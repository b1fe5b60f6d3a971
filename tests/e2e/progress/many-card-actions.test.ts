/** An action on all cards at once: it is stopped, ended by a page that is loaded anew, and taken back as a whole all the same. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { violationsInBothThemes } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { choose, openOptions } from "../../support/extension/options-files.ts";
import { readStore } from "../../support/extension/study.ts";
import { encodeBackup } from "../../support/files/backup-text.ts";
import { EMPTY_LOG } from "../../support/files/empty-log.ts";
import { content, deck } from "../../support/samples/cards.ts";

const start = useLentBrowsers();

const suspended = async (page: Page): Promise<number> =>
  (await readStore<StateRow>(page, "states")).filter(({ state }) => state.suspended).length;
const press = (page: Page, action: string) =>
  page.evaluate((name) => document.querySelector<HTMLElement>(`[data-action="${name}"]`)?.click(), action);
const said = (page: Page, words: RegExp) =>
  poll(async () => words.test(await textOf(page, ".card-said")), `words like ${words}`);

/** Does something in the page as soon as some cards are written, and others are not. */
const midway = (page: Page, what: "stop" | "reload") =>
  page.evaluate((wanted) => {
    new MutationObserver((_, observer) => {
      const stop = document.querySelector<HTMLElement>("[data-action='stop-cards'][aria-disabled='false']");
      if (stop === null || (document.querySelector<HTMLProgressElement>(".chosen progress")?.value ?? 0) === 0) return;
      observer.disconnect();
      if (wanted === "stop") stop.click();
      else location.reload();
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  }, what);

const numbersIn = (text: string): number[] =>
  (text.match(/\d[\d,]*/g) ?? []).map((one) => Number(one.replace(",", "")));

/** Brings in a deck of so many cards that an action on them goes in steps. */
async function bringMany(driver: Driver): Promise<void> {
  const options = await openOptions(driver);
  const cards = Array.from({ length: 1500 }, (_, i) => content(`zq-${i}`, i));
  const stamp = { exportedAtMs: Date.now(), appVersion: "0.1.0" };
  await choose(options, "deck.json", await encodeBackup({ ...EMPTY_LOG, ownDecks: [deck(cards)] }, stamp));
  await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
  await options.click('[data-action="confirm"]');
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
}

async function openCards(driver: Driver): Promise<Page> {
  const page = await driver.open("progress");
  await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
  await page.click(".progress-nav a[href='#cards']");
  await until(page, () => document.querySelector(".card-row") !== null);
  return page;
}

/** Chooses all cards of that deck, and says yes to what is asked. */
async function suspendMany(page: Page): Promise<number> {
  await page.type("[name=search]", "zq-");
  const found = await until(page, () => {
    const [count] = document.querySelector(".browse-count")?.textContent?.match(/^[\d,]+/) ?? [];
    return count === "1,500" && Number(count.replace(",", ""));
  });
  await page.click(".card-head [name=all]");
  await until(page, () => document.querySelector("[data-action=card-suspend]") !== null);
  await press(page, "card-suspend");
  await until(page, () => document.querySelector(".card-ask[open]") !== null);
  await press(page, "card-action-yes");
  return found;
}

describe.each(KINDS)("an action on all cards in %s", (kind) => {
  test("is stopped midway, and taken back as a whole though the page is loaded anew midway", async () => {
    const driver = await start(kind);
    await bringMany(driver);
    const page = await openCards(driver);
    await midway(page, "stop");
    const chosen = await suspendMany(page);
    await said(page, /^Stopped\.$/);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-said");
    const done = await suspended(page);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(chosen);
    expect(numbersIn(await textOf(page, "[data-action-begun=doing]"))).toEqual([done, chosen]);
    expect(numbersIn(await textOf(page, "[data-action=card-back]"))).toEqual([done]);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);

    // Whoever presses again goes on with the others.
    await press(page, "card-suspend");
    await until(page, () => document.querySelector(".card-ask[open]") !== null);
    await press(page, "card-action-yes");
    await said(page, /cards suspended/);
    expect(await suspended(page)).toBe(chosen);

    // The way back ends midway with the page, and is gone on with.
    await midway(page, "reload");
    await press(page, "card-back");
    await until(page, () => document.querySelector("[data-action-begun=takingBack]") !== null);
    const left = await suspended(page);
    expect(left).toBeGreaterThan(done);
    expect(left).toBeLessThan(chosen);
    expect(numbersIn(await textOf(page, "[data-action-begun=takingBack]"))).toEqual([chosen - left, chosen - done]);
    await press(page, "card-back");
    await said(page, /was taken back/);
    expect(await suspended(page)).toBe(done);
    await press(page, "card-back");
    await until(page, () => document.querySelector("[data-action=card-back]") === null);
    expect(await suspended(page)).toBe(0);
    expect(await page.$("[data-action-begun]")).toBeNull();

    // So does an action, and what it has done is taken back as a whole.
    await midway(page, "reload");
    await suspendMany(page);
    await until(page, () => document.querySelector("[data-action-begun=doing]") !== null);
    const begun = await suspended(page);
    expect(begun).toBeGreaterThan(0);
    expect(numbersIn(await textOf(page, "[data-action-begun=doing]"))).toEqual([begun, chosen]);
    await press(page, "card-back");
    await until(page, () => document.querySelector("[data-action=card-back]") === null);
    expect(await suspended(page)).toBe(0);
  });
});
