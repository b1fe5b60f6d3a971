/** Days of the week that are to be lighter, and an exam: set on the options page, seen on the buttons of the study page. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { weekdayOf } from "../../../src/core/memory/easy-days.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { isoDay, studyDayOf } from "../../../src/core/time/study-day.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { answer, reviewsIn } from "../../support/extension/study.ts";

const start = useLentBrowsers();
/** The study day of a page in UTC. No clock is injected: the worker would not follow it. */
const studyDay = (): number => studyDayOf(Date.now(), 0, DEFAULT_SETTINGS.rolloverHour);

const choose = (page: Page, selector: string, value: string): Promise<void> =>
  page.evaluate(
    (wanted, chosen) => {
      const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(wanted);
      if (!field) return;
      field.value = chosen;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    selector,
    value,
  );
const waitOfLast = async (page: Page): Promise<number> => {
  const last = (await reviewsIn(page)).at(-1);
  return last ? last.next.dueDay - last.studyDay : 0;
};
const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? "", selector);

describe.each(KINDS)("the plan in %s", (kind) => {
  test("light days are saved, and an exam bounds what the buttons give until it is taken away", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    const today = studyDay();
    const options = await driver.open("options");
    await until(options, () => document.querySelector("[name='exam-day'][min]") !== null);

    // Easy gives a new card some eight days; the weekday that comes in eight days is to stay free.
    const free = weekdayOf(today + 8);
    const wanted = Array.from({ length: 7 }, (_, weekday) => (weekday === free ? "0" : "n")).join("");
    await choose(options, `[name='easy-day-${free + 1}']`, "none");
    await poll(async () => (await chosenSettings(options)).easyDays === wanted, "the light day to be saved");
    const popup = await driver.open("popup");
    await answer(popup, 4);
    const usual = await waitOfLast(popup);
    expect(usual).toBeGreaterThan(5);
    expect(usual).not.toBe(8);

    await options.bringToFront();
    await choose(options, "[name='exam-day']", isoDay(today + 5));
    await until(options, () => document.querySelector("[data-action='set-exam'][aria-disabled='false']") !== null);
    await options.click("[data-action='set-exam']");
    await until(options, () => document.querySelector("[data-exam='foretold']") !== null);
    expect(await textOf(options, "[data-exam]")).toContain("facts");
    expect(await textOf(options, "[data-not-begun]")).toMatch(/ will not be begun\b/);
    // The card that was answered comes too late for it, and stays where it is until it is asked to come forward.
    expect(await waitOfLast(options)).toBe(usual);
    await until(options, () => document.querySelector("[data-action='bring-forward']") !== null);

    await popup.bringToFront();
    await answer(popup, 4);
    expect(await waitOfLast(popup)).toBeLessThan(5);

    await options.bringToFront();
    await until(options, () => document.querySelector("[data-action='clear-exam'][aria-disabled='false']") !== null);
    await options.click("[data-action='clear-exam']");
    await until(options, () => document.querySelector("[name='exam-day']") !== null);
    expect(await textOf(options, "[data-exam]")).toBe("");
  });

  test("cards that come too late for an exam are brought forward when it is asked for, and back", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    const today = studyDay();
    const popup = await driver.open("popup");
    await answer(popup, 4);
    const options = await driver.open("options");
    await until(options, () => document.querySelector("[name='exam-day'][min]") !== null);
    await choose(options, "[name='exam-day']", isoDay(today + 5));
    await until(options, () => document.querySelector("[data-action='set-exam'][aria-disabled='false']") !== null);
    await options.click("[data-action='set-exam']");
    await until(options, () => document.querySelector("[data-action='bring-forward'][aria-disabled='false']") !== null);
    await options.click("[data-action='bring-forward']");
    const back = "[data-action='bring-forward-back'][aria-disabled='false']";
    await until(options, (wanted) => document.querySelector(wanted) !== null, back);
    expect(await options.$("[data-action='bring-forward']")).toBeNull();
    await options.click("[data-action='bring-forward-back']");
    await until(options, () => document.querySelector("[data-action='bring-forward'][aria-disabled='false']") !== null);

    // While a pause holds until the exam there is no day to bring them to.
    await choose(options, "[name='pause-until']", isoDay(today + 5));
    await until(options, () => document.querySelector("[data-action='pause'][aria-disabled='false']") !== null);
    await options.click("[data-action='pause']");
    await until(options, () => document.querySelector("[data-exam='unknown']") !== null);
    await options.click("[data-action='foretell-exam']");
    await until(options, () => document.querySelector("[data-exam='foretold']") !== null);
    expect(await textOf(options, ".exam")).toContain("nothing is asked before the exam any more");
    expect(await options.$("[data-action='bring-forward'], [data-not-begun]")).toBeNull();
  });
});
