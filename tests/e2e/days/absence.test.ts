/** A month away, and a holiday that was told beforehand. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { goTo } from "../../support/extension/driver/page.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { gradeToEnd } from "../../support/extension/grader.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
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

  test("the plan of a return is explained at the end of the day, and ended in the settings it goes on at once", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const popup = await driver.open("popup");
    await reachCard(popup);
    await seedStudy(popup, { days: 10, away: 31, nowMs: driver.clock.now() });
    await goTo(popup, driver.url("popup"));
    await waitForStage(popup, ({ notice }) => notice === "return", "what is told after an absence");
    const [, portion] = /At (\d+) cards a day/.exec(await textOf(popup, "[data-notice='return']")) ?? [];
    await popup.keyboard.press(" ");
    await reachCard(popup);
    await gradeToEnd(popup, [3]);
    expect(await textOf(popup, "[data-portions]")).toContain(`at most ${portion} due cards a day, and no new cards`);
    const way = await popup.$eval("[data-action='see-portions']", (link) => (link as HTMLAnchorElement).href);
    expect(way).toBe(`${driver.url("options")}#pause-title`);

    const options = await driver.open("options");
    await until(options, () => document.querySelector("[data-action='end-catch-up']") !== null);
    const plan = await textOf(options, ".catch-up");
    expect(plan).toContain(`at most ${portion} due cards a day, and no new cards`);
    const [, lastDay = "nothing"] = /including (\w+, \w+ \d+), /.exec(plan) ?? [];
    expect(await textOf(popup, "[data-portions]")).toContain(lastDay);
    expect(await textOf(options, "[data-catch-up-said]")).toBe("");
    // Another size says how long it takes before it is set.
    await options.focus("[name='portion']");
    await options.keyboard.press("Backspace");
    await until(options, () => /takes \d+ days?: /.test(document.querySelector(".catch-up")?.textContent ?? ""));
    const [, untilDay = "nothing"] = /including ([^.]+)\.$/.exec(await textOf(options, ".catch-up .fine")) ?? [];
    await options.focus("[data-action='change-catch-up']");
    await options.keyboard.press(" ");
    await until(options, () => document.querySelector("[data-catch-up-said]")?.textContent === "The plan is changed.");
    expect(await textOf(options, ".catch-up > p")).toContain(untilDay);
    // By keyboard, and what is said is left in a section that has the focus.
    await options.focus("[data-action='end-catch-up']");
    await options.keyboard.press(" ");
    await until(options, () => document.querySelector(".catch-up") === null);
    expect(await textOf(options, "[data-catch-up-said]")).toContain("The plan is ended");
    expect(await options.evaluate(() => document.activeElement?.closest(".pause") !== null)).toBe(true);
    // The page that was at its end asks what is left of the day, and new cards among it.
    await popup.bringToFront();
    await waitForStage(popup, ({ notice }) => notice !== "done", "the end of the plan");
    expect((await reachCard(popup)).card).not.toBe("");
    expect(await textOf(popup, ".study-left")).toMatch(/\d+ new/);
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
