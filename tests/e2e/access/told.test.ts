/** What is told in passing to who hears the page: in regions that stand there before, and are filled where no dialog covers them. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { answer, reachCard, readStore, reveal, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

/**
 * The region in which the page tells it, as it stands there now. What it says since then is noted, and whether a dialog lay over
 * it meanwhile: what comes then is not read out.
 */
async function region(page: Page, of = "[data-said]"): Promise<{ readonly said: () => Promise<readonly string[]> }> {
  const handle = await page.waitForSelector(of);
  if (!handle) throw new Error("there is no region");
  await handle.evaluate((one) => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const cover = document.querySelector("dialog[open]");
      if (one.textContent) said.push(cover?.contains(one) === false ? "covered" : one.textContent);
    }).observe(one, { childList: true, characterData: true, subtree: true });
  });
  return {
    async said() {
      if (!(await handle.evaluate((one) => one.isConnected))) throw new Error("the region is another one now");
      return page.evaluate(() => (window as unknown as { said: string[] }).said);
    },
  };
}

const saidLast = (page: { readonly said: () => Promise<readonly string[]> }, words: RegExp) =>
  poll(async () => words.test((await page.said()).at(-1) ?? ""), `to hear ${words}`);

const focusIs = (page: Page, selector: string) =>
  until(page, (wanted) => document.activeElement?.matches(wanted) === true, selector);

describe.each(KINDS)("in %s", (kind) => {
  test("one region of the page tells of an undo, a star, a wording and a card that is put off, from the first card on", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    await reachCard(page);
    expect(await textOf(page, "[data-said]")).toBe("");
    const heard = await region(page);
    await page.keyboard.press("m");
    await saidLast(heard, /^Marked with a star\.$/);
    await page.keyboard.press("m");
    await saidLast(heard, /^The star is taken away\.$/);
    // A gap that the question has must stay; a note may always be there.
    await page.keyboard.press("e");
    await until(page, () => document.activeElement?.matches("dialog.edit-card textarea") === true);
    await page.focus("textarea[name='note']");
    await page.keyboard.type(" mine");
    await page.focus("[data-action='save-wording']");
    await page.keyboard.press("Enter");
    await saidLast(heard, /^Your wording is saved\.$/);
    await page.keyboard.press("u");
    await saidLast(heard, /^Took back “/);
    const card = await answer(page, 4);
    await poll(async () => (await textOf(page, "[data-said]")) === "", "nothing to be told after a grade");
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card === card, "the card that came back");
    await saidLast(heard, /^Took back “Easy” on: /);
    await page.keyboard.press("b");
    await saidLast(heard, /^Put off: /);
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card === card, "the card that came back");
    expect(await heard.said()).not.toContain("covered");
  });

  test("Escape in an open source closes that first, and leaves the card in front", async () => {
    const driver = await start(kind);
    const page = await driver.open("newtab");
    const { card } = await reveal(page);
    await page.focus(".source > summary");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".report > summary");
    await page.focus(".report > summary");
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".source[open]") === null);
    await focusIs(page, ".source > summary");
    expect(await stageOf(page)).toMatchObject({ card, revealed: true });
    expect(await page.$("[data-quiet]")).toBeNull();
  });

  test("the list of cards tells of a star and of what is suspended, and of what a second press takes back", async () => {
    const driver = await start(kind);
    const page = await driver.open("progress");
    await page.waitForSelector(".progress-nav a[href='#cards']");
    await page.click(".progress-nav a[href='#cards']");
    await page.waitForSelector("[data-row]");
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.card-info [data-action='card-suspend']");
    const heard = await region(page, "dialog.card-info [data-said]");
    await page.focus(".card-own [data-action='mark']");
    await page.keyboard.press("Enter");
    await saidLast(heard, /^Marked with a star\.$/);
    await until(page, () => document.querySelector("[data-own]")?.textContent === "★ Marked");
    await page.keyboard.press("Enter");
    await saidLast(heard, /^The star is taken away\.$/);

    const actions = await page.$(".card-info-actions [role='status']");
    expect(await actions?.evaluate((one) => one.textContent)).toBe("");
    await page.focus("[data-action='card-suspend']");
    await page.keyboard.press("Enter");
    const tells = (words: string) =>
      until(page, (wanted) => document.querySelector(".card-said")?.textContent?.startsWith(wanted) === true, words);
    await tells("1 card suspended.");
    await focusIs(page, "[data-action='card-unsuspend'][aria-disabled='false']");
    await page.keyboard.press("Enter");
    await tells("1 card is asked again.");
    expect(await actions?.evaluate((one) => one.isConnected)).toBe(true);
    const kinds = (await readStore<Envelope>(page, "events")).map((event) => event.kind);
    expect(kinds.slice(-4)).toEqual(["mark", "mark", "suspend", "suspend"]);
  });

  test("who looks back has the focus on the day, and stays there on the way back to today", async () => {
    const driver = await start(kind);
    const tab = await driver.open("popup");
    await answer(tab, 3);
    const page = await driver.open("progress");
    await page.waitForSelector("[data-action='look-back']");
    await page.focus("[data-action='look-back']");
    await page.keyboard.press("Enter");
    await focusIs(page, "input[name='day']");
    await page.keyboard.press("End");
    await page.waitForSelector("[data-action='today']");
    await page.focus("[data-action='today']");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector("[data-action='today']") === null);
    await focusIs(page, "input[name='day']");
  });
});
