/** All that is known of the card in front, and what is done with it there: another day, a new start. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { violationsInBothThemes, violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard, readStore, reveal, reviewsIn, waitForStage } from "../../support/extension/study.ts";

/** Each test leaves the card in front as it was. */
const start = useOneLentBrowser();

const rowOf = async (page: Page, id: string): Promise<StateRow> => {
  const row = (await readStore<StateRow>(page, "states")).find((one) => one.id === id);
  if (!row) throw new Error(`there is no card ${id}`);
  return row;
};
const kindsOf = async (page: Page, id: string): Promise<readonly string[]> =>
  (await readStore<Envelope>(page, "events")).filter(({ card }) => card === id).map(({ kind }) => kind);

/** A card in review in front: with a day, and answers of a month behind it. */
async function reachReview(page: Page): Promise<string> {
  await reachCard(page);
  if ((await reviewsIn(page)).length === 0) {
    await seedStudy(page, { days: 30, away: 1, nowMs: Date.now() });
    await page.reload({ waitUntil: [] });
  }
  const { card } = await reachCard(page);
  expect((await rowOf(page, card)).state.phase).toBe("review");
  return card;
}

async function openInfo(page: Page): Promise<void> {
  await page.keyboard.press("i");
  await until(page, () => document.querySelector("dialog.card-info .card-events li") !== null);
}
const closed = (page: Page) => until(page, () => document.querySelector("dialog") === null);
const isStage = (page: Page) => page.evaluate(() => document.activeElement?.matches("[data-stage-focus]") === true);

/** Opens what a button of the list of keys opens. */
async function choose(page: Page, action: string, wanted: string): Promise<void> {
  await page.keyboard.press("?");
  await until(page, () => document.querySelector(".more [data-action='info']") !== null);
  await page.click(`.more [data-action='${action}']`);
  await until(page, (selector) => document.querySelector(selector) !== null, wanted);
}

describe.each(KINDS)("in %s", (kind) => {
  test("I says what is known of a card, and gives its answer away only once that was shown", async () => {
    const driver = await start(kind);
    const page = await driver.newTab();
    const card = await reachReview(page);
    await page.keyboard.press("?");
    await until(page, () => document.querySelector(".more") !== null);
    expect(await textOf(page, ".more [data-action='info']")).toBe("Card info (I)");
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".more") === null);

    await openInfo(page);
    expect(await textOf(page, ".card-info")).toMatch(/State.*Recall today.*Stability.*Difficulty.*Due/);
    expect(await textOf(page, ".card-events li:last-child")).toMatch(/Good|Hard|Easy|Again/);
    expect(await page.$(".card-info-answer")).toBeNull();
    // The focus is in the dialog, and no key reaches the card behind it, from wherever it is pressed.
    expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
    for (const key of ["b", "s", "m", "3"] as const) await page.keyboard.press(key);
    await page.evaluate(() => {
      for (const key of ["b", "s", " "])
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    });
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await isStage(page)).toBe(true);
    const stage = await waitForStage(page, () => true, "the card");
    expect(stage).toMatchObject({ card, revealed: false });

    await reveal(page);
    await openInfo(page);
    expect((await textOf(page, ".card-info-answer")).length).toBeGreaterThan(1);
    // Opened again at once, it stays: the browser's word of the one that was closed comes later.
    await Promise.all((["Escape", "i", "Escape", "i"] as const).map((key) => page.keyboard.press(key)));
    await until(page, () => document.querySelector("dialog.card-info .card-events li") !== null);
    expect(await page.$$eval("dialog[open]", (all) => all.length)).toBe(1);
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await kindsOf(page, card)).not.toContain("bury");
    expect((await rowOf(page, card)).state.suspended).toBeUndefined();
  });

  test("a card is put on another day: it leaves, and Undo brings it back", async () => {
    const driver = await start(kind);
    const page = await driver.newTab();
    const card = await reachReview(page);
    const before = (await rowOf(page, card)).state;
    await choose(page, "set-due", ".card-ask [name=days]");
    // Enter that is still held sends nothing off before anybody has read it.
    await page.evaluate(() => {
      const field = document.querySelector("[name=days]");
      const press = { key: "Enter", bubbles: true, cancelable: true, repeat: true };
      if (field?.dispatchEvent(new KeyboardEvent("keydown", press))) throw new Error("a held Enter passed");
    });
    expect(await violationsOn(page)).toEqual([]);
    for (const key of ["4", "0", "0"] as const) await page.keyboard.press(key);
    await until(page, () => document.querySelector<HTMLInputElement>("[name=days]")?.value === "400");
    await page.keyboard.press("Enter");
    await waitForStage(page, (stage) => stage.card !== card, "another card");
    await closed(page);
    const { dueDay } = (await rowOf(page, card)).state;
    expect(dueDay).toBeGreaterThan((before.dueDay ?? 0) + 300);
    expect(await kindsOf(page, card)).toContain("due");
    // Said to eye and ear, and named by Undo.
    expect(await textOf(page, "[data-said]")).toMatch(/^1 card is due on/);
    await until(page, () =>
      /another day/.test(document.querySelector<HTMLElement>("[aria-keyshortcuts^='U']")?.title ?? ""),
    );
    expect(await isStage(page)).toBe(true);
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card === card, "the card that was put off");
    expect((await rowOf(page, card)).state).toEqual(before);
    await poll(async () => /another day/.test(await textOf(page, "[data-said]")), "what was taken back");
  });

  test("a card is reset in the popup: after a question, as a new one, and back by Undo of the next popup", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachReview(tab);
    const page = await driver.open("popup");
    const { card } = await reachCard(page);
    const before = (await rowOf(page, card)).state;
    // A no changes nothing; the focus goes back to where it was. By keyboard: after a click the keys stay with the card.
    await page.keyboard.press("?");
    await until(page, () => document.querySelector(".more [data-action='reset']") !== null);
    await page.focus(".more [data-action='reset']");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector(".card-ask[open]") !== null);
    expect(await textOf(page, ".card-ask p")).toMatch(/^1 card becomes new again/);
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("reset");
    await page.keyboard.press("Escape");

    // In the dialog the button goes with what it did, and what it did is told in its place.
    await openInfo(page);
    await page.click(".card-info [data-action='card-reset']");
    await until(page, () => document.querySelector(".card-ask[open]") !== null);
    await page.click(".card-ask [data-action='card-action-yes']");
    await until(page, () => document.querySelector(".card-info [data-action='card-back']") !== null);
    expect(await textOf(page, ".card-info .card-said")).toBe("1 card is new again.");
    await until(page, () => document.activeElement?.matches(".card-said") === true);
    expect((await rowOf(page, card)).state).toMatchObject({ phase: "new", reviews: 0 });
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await closed(page);
    // New cards have nothing to reset, and no day.
    await page.keyboard.press("?");
    await until(page, () => document.querySelector(".more") !== null);
    if ((await waitForStage(page, () => true, "a card")).card === card)
      expect(await page.$(".more [data-action='reset']")).toBeNull();

    const later = await driver.open("popup");
    await reachCard(later);
    await until(later, () => document.querySelector<HTMLElement>("[aria-keyshortcuts^='U']")?.hidden === false);
    await later.keyboard.press("u");
    await waitForStage(later, (stage) => stage.card === card, "the card as it was");
    expect((await rowOf(later, card)).state).toEqual(before);
  });
});
