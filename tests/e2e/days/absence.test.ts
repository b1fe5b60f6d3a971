/** A month away, and a holiday that was told beforehand. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { answer, reachCard, readStore, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const DAY_MS = 86_400_000;
const A_MORNING = Date.parse("2031-05-06T09:00:00Z");

const states = async (page: Page) =>
  (await readStore<{ id: string; state: unknown }>(page, "states")).map(({ id, state }) => ({ id, state }));

describe.each(KINDS)("in %s", (kind) => {
  test("a month away is told before the first card, and moves none", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const popup = await driver.open("popup");
    while ((await reachCard(popup)).card !== "") await answer(popup, 4);
    const before = await states(popup);
    await driver.clock.advance(31 * DAY_MS);
    const later = await driver.open("popup");
    await waitForStage(later, ({ notice }) => notice === "return", "what is told after an absence");
    expect(await textOf(later, "[data-notice='return']")).toContain("away for 30 days");
    expect(await states(later)).toEqual(before);
    await later.keyboard.press(" ");
    await waitForStage(later, ({ card, notice }) => card !== "" || notice === "term", "the first card");
  });

  test("a pause asks nothing until its day, ends by its button, and by no slip of Space; a quiet tab tells of it", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const popup = await driver.open("popup");
    await reachCard(popup);
    const options = await driver.open("options");
    await until(options, () => document.querySelector("[name='pause-until'][min]") !== null);
    await options.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("[name='pause-until']");
      if (!field) return;
      field.value = "2031-05-20";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await until(options, () => document.querySelector("[data-action='pause'][aria-disabled='false']") !== null);
    await options.click("[data-action='pause']");
    await until(options, () => document.querySelector("[data-action='end-pause']") !== null);
    // By keyboard: a click goes to a place, and the page may still move.
    await options.focus('[name="newTabSession"]');
    await options.keyboard.press(" ");
    await poll(async () => (await chosenSettings(options)).newTabSession === false, "the new tab to be left alone");
    const paused = await driver.open("popup");
    await waitForStage(paused, ({ notice }) => notice === "paused", "the pause");
    expect(await textOf(paused, "[data-notice='paused']")).toContain("May 20");
    await paused.keyboard.press(" ");
    await paused.keyboard.press("Enter");
    const quiet = await driver.newTab();
    await until(quiet, () => document.querySelector("[data-paused]")?.textContent?.includes("May 20") === true);
    expect(await textOf(paused, "[data-notice='paused']")).toContain("May 20");
    await paused.$eval("[data-action='end-pause']", (button) => (button as HTMLElement).click());
    await waitForStage(paused, ({ notice }) => notice !== "paused", "the end of the pause");
    expect((await reachCard(paused)).card).not.toBe("");
  });

  test("a card that is put off by key is gone for today, and Undo brings it back", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    const { card } = await reachCard(popup);
    await popup.keyboard.press("s");
    const next = await waitForStage(popup, (stage) => stage.card !== card, "another card");
    expect(next.notice).not.toBe("trouble");
    await popup.keyboard.press("u");
    await waitForStage(popup, (stage) => stage.card === card, "the card that was suspended");
  });
});
