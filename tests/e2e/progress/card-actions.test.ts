import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { violationsInBothThemes, violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard, readStore } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

const states = (page: Page) => readStore<StateRow>(page, "states");
const count = async (page: Page, fits: (row: StateRow) => boolean) => (await states(page)).filter(fits).length;
/** Waits until so many cards stand so. */
const become = (page: Page, wanted: number, fits: (row: StateRow) => boolean, what: string) =>
  poll(async () => (await count(page, fits)) === wanted, what);
const isSuspended = ({ state }: StateRow): boolean => state.suspended === true;
const press = (page: Page, action: string) =>
  page.evaluate((name) => document.querySelector<HTMLElement>(`[data-action="${name}"]`)?.click(), action);
const said = (page: Page, words: RegExp) =>
  poll(async () => words.test(await textOf(page, ".card-said")), `words like ${words}`);

describe.each(KINDS)("chosen cards in %s", (kind) => {
  test("are suspended, taken back, put on another day and reset; axe finds nothing", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { days: 30, nowMs: Date.now() });
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".card-row") !== null);

    // Cards in review, which have a day.
    await page.select("[name=filter]", "known");
    await until(page, () => document.querySelectorAll(".card-row .card-stability").length > 3);
    // By keyboard: one, and two more with Shift.
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press(" ");
    await page.keyboard.down("Shift");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.up("Shift");
    await until(page, () => document.querySelectorAll(".card-row[aria-selected='true']").length === 3);
    expect(await page.$("dialog")).toBeNull();
    expect(await textOf(page, ".chosen-count")).toBe("3 cards chosen.");
    await press(page, "card-suspend");
    await become(page, 3, isSuspended, "three cards suspended");
    await said(page, /^3 cards suspended\./);
    await page.focus("[data-action='card-back']");
    await page.keyboard.press("Enter");
    await become(page, 0, isSuspended, "none suspended");
    await said(page, /was taken back: 3 cards/);
    // Focus is on the sentence, not lost with the button.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-said");

    const before = await states(page);
    await press(page, "card-due");
    await until(page, () => document.querySelector(".card-ask[open] [name=days]") !== null);
    const day = await page.evaluate(() => document.querySelector<HTMLInputElement>("[name=date]")?.value ?? "");
    // A double press takes no day that was only offered.
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("card-action-yes");
    await page.focus("[name=days]");
    await page.$eval("[name=days]", (field) => (field as HTMLInputElement).select());
    // What is typed takes the place of what was offered.
    for (const key of ["4", "0", "0"] as const) await page.keyboard.press(key);
    const later = await until(
      page,
      (first) => {
        const value = document.querySelector<HTMLInputElement>("[name=date]")?.value;
        return value !== undefined && value !== "" && value !== first && value;
      },
      day,
    );
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await page.keyboard.press("Enter");
    // No other card is due so far ahead.
    const wanted = Date.parse(later) / 86_400_000;
    await become(page, 3, ({ state }) => state.dueDay === wanted, "three cards due on that day");
    // Buttons wait until the sentence is there.
    await said(page, /^3 cards are due on/);
    await press(page, "card-back");
    await poll(
      async () =>
        JSON.stringify((await states(page)).map(({ state }) => state.dueDay)) ===
        JSON.stringify(before.map(({ state }) => state.dueDay)),
      "the days as before",
    );
    await said(page, /was taken back: 3 cards/);

    // A reset is asked for first, and says how many.
    const learnt = await count(page, ({ state }) => state.reviews > 0);
    await press(page, "card-reset");
    await until(page, () => document.querySelector(".card-ask[open]") !== null);
    expect(await textOf(page, ".card-ask p")).toMatch(/^3 cards become new again,/);
    // The question has the focus: a double press does not answer it.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-ask");
    await page.keyboard.press("Enter");
    await page.keyboard.press(" ");
    expect(await page.$eval(".card-ask", (one) => (one as HTMLDialogElement).open)).toBe(true);
    expect(await violationsOn(page)).toEqual([]);
    await press(page, "card-action-yes");
    await become(page, learnt - 3, ({ state }) => state.reviews > 0, "three cards new again");
    await said(page, /^3 cards are new again\./);
    expect(await violationsOn(page)).toEqual([]);

    // All that match, by the box in the head; a no leaves them as they are.
    await page.click(".card-head [name=all]");
    await press(page, "card-suspend");
    await until(page, () => document.querySelector(".card-ask[open]") !== null);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".card-ask") === null);
    expect(await count(page, isSuspended)).toBe(0);
  });

  test("one card is suspended and called back in its dialog", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".card-open[tabindex='0']") !== null);
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector(".card-info [data-action=card-suspend]") !== null);
    await page.focus(".card-info [data-action=card-suspend]");
    await page.keyboard.press("Enter");
    await become(page, 1, isSuspended, "one card suspended");
    // The button says the opposite now, and has kept the focus.
    await until(page, () => document.activeElement?.getAttribute("data-action") === "card-unsuspend");
    await poll(async () => /suspended/.test(await textOf(page, ".card-info .card-said")), "the sentence");
    await page.click(".card-info [data-action=card-back]");
    await become(page, 0, isSuspended, "none suspended");
    expect(await violationsOn(page)).toEqual([]);
  });
});
