/** So many cards a day, and then a quiet new tab. */
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { answer, reachCard, reveal, reviewsIn } from "../../support/extension/study.ts";

const start = useLentBrowsers();

describe.each(KINDS)("in %s", (kind) => {
  test("after the chosen number of cards new tabs are quiet, the popup goes on, and so does who wants to", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const options = await driver.open("options");
    await until(options, () => document.querySelector('[name="quietAfter"]') !== null);
    await options.focus('[name="quietAfter"]');
    await options.evaluate(() => document.querySelector<HTMLInputElement>('[name="quietAfter"]')?.select());
    await options.keyboard.press("2");
    await options.keyboard.press("Enter");
    await poll(async () => (await chosenSettings(options)).quietAfter === 2, "the setting to be saved");

    await answer(tab, 4);
    await reveal(tab);
    await tab.keyboard.press("4");
    await until(tab, () => document.activeElement?.matches("[data-quiet='enough']") === true);
    expect(await textOf(tab, ".quiet-choice > p:first-of-type")).toMatch(/^2 cards today/);
    expect(await violationsOn(tab)).toEqual([]);
    const second = await driver.newTab();
    await until(second, () => document.querySelector("[data-quiet='enough']") !== null);
    const popup = await driver.open("popup");
    await reachCard(popup);

    // Taken back, it is one card too few. A page that lies behind another does not draw, and cannot be clicked.
    await tab.bringToFront();
    await tab.click("[data-action='undo']");
    await reachCard(tab);
    expect(await tab.evaluate(() => document.activeElement?.matches("[data-stage-focus]"))).toBe(true);
    expect(await tab.$(".start-offer")).toBeNull();
    await poll(async () => (await reviewsIn(tab)).length === 1, "the answer to be taken back");
    const third = await driver.newTab();
    await reveal(third);
    await third.keyboard.press("4");
    await until(third, () => document.querySelector("[data-quiet='enough']") !== null);
    await third.click("[data-action='study-after-all']");
    // The page is loaded again, and the keys are for the card at once.
    await until(third, () => document.activeElement?.matches("[data-stage-focus]") === true);
    await reachCard(third);
    const fourth = await driver.newTab();
    await reachCard(fourth);
  });
});
