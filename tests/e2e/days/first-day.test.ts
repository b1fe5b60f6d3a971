/** A first day: the first screen, the words under the grades, and a study that can be sent away. */
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { answer, reachCard, reveal, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const startOnce = useOneLentBrowser();

describe.each(KINDS)("in %s", (kind) => {
  test("“Not now” sends the study away until tomorrow, or for as many tabs as chosen, and Escape does not", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(Date.parse("2031-05-06T09:00:00Z"));
    const tab = await driver.newTab();
    await reachCard(tab);
    // It closes what is open, and nothing is: the key that comes next is still for the card.
    await tab.keyboard.press("Escape");
    await tab.keyboard.press(" ");
    expect((await waitForStage(tab, ({ revealed }) => revealed, "the answer")).card).not.toBe("");
    await tab.focus("[data-action='not-now']");
    await tab.keyboard.press("Enter");
    // The focus goes along, or a screen reader would say nothing.
    await until(tab, () => document.activeElement?.matches("[data-quiet='until']") === true);
    // What one knows is the picture of the peace.
    await until(tab, () => document.querySelector(".quiet-ring .fact-arc") !== null);
    const second = await driver.newTab();
    await until(second, () => document.querySelector("[data-quiet='until']") !== null);
    await until(second, () => document.querySelector(".quiet-ring .fact-arc") !== null);
    expect(await violationsOn(second)).toEqual([]);
    await second.click("[data-tabs='3']");
    await until(second, () => document.activeElement?.matches("[data-quiet='tabs']") === true);
    for (let more = 0; more < 3; more++) {
      const quiet = await driver.newTab();
      await until(quiet, () => document.querySelector("[data-quiet='tabs']") !== null);
    }
    const awake = await driver.newTab();
    await reachCard(awake);
    await awake.click("[data-action='not-now']");
    await until(awake, () => document.querySelector("[data-quiet='until']") !== null);
    await driver.clock.advance(24 * 3_600_000);
    const tomorrow = await driver.newTab();
    await reachCard(tomorrow);
    expect((await stageOf(tomorrow))?.card).not.toBe("");
  });

  test("Popup only leaves the new tab alone and goes on in the popup", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await until(tab, () => document.querySelector("[data-action='popup-only']") !== null);
    await tab.click("[data-action='popup-only']");
    await poll(async () => (await chosenSettings(tab)).newTabSession === false, "the setting to be saved");
    await until(tab, () => document.querySelector(".quiet-page") !== null);
    await until(tab, () => document.activeElement?.matches("[data-quiet='popup-only']") === true);
    expect(await textOf(tab, "[data-shortcut]")).toMatch(/Shift\+O/);
    // Both browsers put the button behind the puzzle piece at first.
    await until(tab, () => document.querySelector("[data-pin]")?.textContent?.includes("puzzle piece") === true);
    const another = await driver.newTab();
    await until(another, () => document.querySelector(".quiet-page") !== null);
    // Whoever presses the key of the study asks for cards.
    await another.evaluate(() => {
      location.hash = "#study";
      location.reload();
    });
    expect((await reachCard(another)).card).not.toBe("");
    await another.close();
    const popup = await driver.open("popup");
    expect((await reachCard(popup)).card).not.toBe("");
  });

  test("one screen comes first, once, and the grades say what they mean", async () => {
    const driver = await startOnce(kind);
    const tab = await driver.newTab();
    await waitForStage(tab, ({ notice }) => notice === "welcome", "the first screen");
    await tab.keyboard.press(" ");
    await waitForStage(tab, ({ notice }) => notice !== "welcome", "what follows the first screen");
    await reveal(tab);
    expect(await textOf(tab, "[data-rating='2']")).toContain("with effort");
    const popup = await driver.open("popup");
    expect((await waitForStage(popup, () => true, "a card")).notice).not.toBe("welcome");
  });

  test("the header counts what is new, what comes again and what is due, and every answer moves it", async () => {
    const driver = await startOnce(kind);
    const popup = await driver.open("popup");
    await reachCard(popup);
    expect(await textOf(popup, ".study-left")).toBe("3 new");
    await answer(popup, 3);
    await until(popup, () => document.querySelector(".study-left")?.textContent === "2 new · 1 learning");
    await answer(popup, 4);
    await until(popup, () => document.querySelector(".study-left")?.textContent === "1 new · 1 learning");
  });
});
