/** A first week, day by day, and a return after a month with so much due that it comes in portions. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { goTo } from "../../support/extension/driver/page.ts";
import { type Driver, KINDS, textOf, until } from "../../support/extension/driver.ts";
import { gradeToEnd } from "../../support/extension/grader.ts";
import { openOptions } from "../../support/extension/options-files.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard, readStore, reviewsIn, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const DAY_MS = 86_400_000;
const A_MORNING = Date.parse("2031-05-06T09:00:00Z");
const FIRST_DAY = Math.floor(A_MORNING / DAY_MS);
/** One after the other: most is known, and now and then something is forgotten. */
const GRADES: readonly Rating[] = [3, 4, 3, 1, 3];

/** All cards that are left by the head line: "3 new · 2 due" is five. */
const leftOf = async (page: Page): Promise<number> =>
  [...(await textOf(page, ".study-left")).matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);

/** Opens the study of the next day, in the same tab. */
async function tomorrow(driver: Driver, page: Page): Promise<void> {
  await driver.clock.advance(DAY_MS);
  await goTo(page, driver.url("popup"));
}

describe.each(KINDS)("in %s", (kind) => {
  test("each day of a first week is studied to its end, and the next one brings what was promised", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const page = await driver.open("popup");
    await reachCard(page);
    let promised = await leftOf(page);
    expect(promised).toBe(3);
    let given = 0;
    for (let day = 0; day < 7; day++) {
      await reachCard(page);
      expect(await leftOf(page), `what was promised for day ${day + 1}`).toBe(promised);
      const from = given % GRADES.length;
      given += (await gradeToEnd(page, [...GRADES.slice(from), ...GRADES.slice(0, from)])).length;
      expect(await textOf(page, ".notice-title")).toBe("That is all for today");
      const said = await textOf(page, ".done-next");
      expect(said).toContain("Next card tomorrow");
      // One card waits unsaid.
      promised = Number(/(\d+) cards wait then/.exec(said)?.[1] ?? 1);
      if (day < 6) await tomorrow(driver, page);
    }
    const reviews = await reviewsIn(page);
    expect(reviews).toHaveLength(given);
    const days = [...new Set(reviews.map(({ studyDay }) => studyDay - FIRST_DAY))];
    expect(days).toEqual([0, 1, 2, 3, 4, 5, 6]);
    // Three new ones a day, and what was met before came back.
    expect(new Set(reviews.map(({ card }) => card)).size).toBe(21);
    const returned = reviews.filter((one) =>
      reviews.some((old) => old.card === one.card && old.studyDay < one.studyDay),
    );
    expect(returned.length).toBeGreaterThan(0);
  });

  test("what is due after a month comes in the portions that were offered, day after day, and nothing new", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const page = await driver.open("popup");
    await reachCard(page);
    await seedStudy(page, { days: 10, away: 31, nowMs: driver.clock.now() });
    await goTo(page, driver.url("popup"));
    await waitForStage(page, ({ notice }) => notice === "return", "what is told after an absence");
    const told = await textOf(page, "[data-notice='return']");
    expect(told).toContain("away for 30 days");
    const [, due] = /(\d+) cards are due/.exec(told) ?? [];
    const [, portion] = /At (\d+) cards a day it is about cleared on /.exec(told) ?? [];
    expect(Number(due)).toBeGreaterThan(Number(portion) * 2);
    await page.keyboard.press(" ");
    const before = (await reviewsIn(page)).length;
    for (const day of [1, 2]) {
      const { notice } = await reachCard(page);
      expect(notice).toBe("");
      await until(page, (left) => document.querySelector(".study-left")?.textContent === left, `${portion} due`);
      await gradeToEnd(page, [3]);
      const reviews = await reviewsIn(page);
      expect(reviews).toHaveLength(before + day * Number(portion));
      expect(reviews.slice(before).filter(({ studyDay }) => studyDay === FIRST_DAY + day - 1)).toHaveLength(
        Number(portion),
      );
      if (day === 1) await tomorrow(driver, page);
    }
    // The plan stands as it was taken, and every answer was to a card that had been begun.
    const registers = await readStore<{ name: string; value: unknown }>(page, "registers");
    expect(registers.find(({ name }) => name === "plan/catch-up")?.value).toMatch(new RegExp(`^${portion} until `));
    const [begun, portions] = [(await reviewsIn(page)).slice(0, before), (await reviewsIn(page)).slice(before)];
    for (const { card } of portions) expect(begun.some((one) => one.card === card)).toBe(true);

    // It is given another size in the settings, and the page that is open goes on.
    const options = await openOptions(driver);
    await until(options, () => document.querySelector("[name=portion]") !== null);
    const larger = Number(portion) + 5;
    await options.$eval("[name=portion]", (field) => (field as HTMLInputElement).select());
    await options.type("[name=portion]", String(larger));
    await options.click("[data-action='change-catch-up']");
    await until(options, () => document.querySelector("[data-catch-up-said]")?.textContent === "The plan is changed.");
    const changed = (await readStore<{ name: string; value: unknown }>(page, "registers")).find(
      ({ name }) => name === "plan/catch-up",
    );
    expect(changed?.value).toMatch(new RegExp(`^${larger} until `));
    await waitForStage(page, ({ notice }) => notice !== "done", "a card of the larger portion");
  });
});
