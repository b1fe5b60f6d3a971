/** The keys are told on whatever is shown, and an undo tells which grade it took back. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, textOf, until } from "../../support/extension/driver.ts";
import { answer, reachCard, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

async function keysOpen(page: Page): Promise<void> {
  await page.keyboard.press("?");
  await until(page, () => document.querySelector("#more-panel .keys") !== null);
}
async function keysClosed(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await until(page, () => document.querySelector("#more-panel") === null);
}

describe.each(KINDS)("in the popup of %s", (kind) => {
  test("? tells the keys on the first screen, on what is read once, and on a card", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    await waitForStage(page, ({ notice }) => notice === "welcome", "the first screen");
    // Both ways on are in sight from the beginning.
    const bottoms = await page.$$eval(".bar-button", (buttons) =>
      buttons.map((button) => button.getBoundingClientRect().bottom <= innerHeight),
    );
    expect(bottoms).toEqual([true, true]);
    await keysOpen(page);
    expect(await page.$('#more-panel [data-action="bury"]')).toBeNull();
    expect(await violationsOn(page)).toEqual([]);
    await keysClosed(page);
    const height = () => page.$eval(".go-on", (button) => Math.round(button.getBoundingClientRect().height));
    const first = await height();
    await page.keyboard.press(" ");
    const { notice } = await waitForStage(page, (stage) => stage.notice !== "welcome", "what comes after it");
    // The button stays as high as the grades that follow.
    expect(await height()).toBe(first);
    await keysOpen(page);
    await keysClosed(page);
    if (notice !== "") await reachCard(page);
    expect(await height()).toBe(first);
    await keysOpen(page);
    expect(await page.$('#more-panel [data-action="bury"]')).not.toBeNull();
  });

  test("a click on a button around the card leaves Space and Enter with the card", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const { card } = await reachCard(page);
    await page.click(".study-header [aria-controls='more-panel']");
    await until(page, () => document.querySelector("#more-panel") !== null);
    await page.keyboard.press(" ");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$("#more-panel")).not.toBeNull();
    await page.click(".source > summary");
    await until(page, () => document.querySelector(".source[open]") !== null);
    expect(await page.evaluate(() => document.activeElement?.matches("[data-stage-focus]"))).toBe(true);
    // Whoever goes there by keyboard presses what has the focus.
    await page.focus(".study-header [aria-controls='more-panel']");
    await page.keyboard.press(" ");
    await until(page, () => document.querySelector("#more-panel") === null);
    expect(await page.$("[data-rating]")).not.toBeNull();
  });

  test("an undo says the grade and the question", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const card = await answer(page, 2);
    // From whatever comes next, before anything of it is done: a fact that was met would be what the undo takes back.
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card === card, "the card that came back");
    await until(page, () => document.querySelector("[data-said]")?.textContent?.includes("“Hard”") === true);
    const [said, question] = [await textOf(page, "[data-said]"), await textOf(page, ".question")];
    expect(said).toContain(question.trim().slice(0, 20));
    // In short for the eye, which sees the question.
    expect(await textOf(page, ".taken-back")).toBe("Took back “Hard”");
  });
});
