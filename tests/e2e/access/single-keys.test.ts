/** Who speaks to the machine, or hits a key by mistake, switches the keys off that act by themselves. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, until } from "../../support/extension/driver.ts";
import { keptStands, letOn, looksAreKept, openHeld } from "../../support/extension/opening.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { eventsIn, reachCard, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

const SINGLES = ["s", "b", "e", "m", "i", "u", "a", "1", "3", "?", "."] as const;

/** Whatever the page says of keys that write something: names for screen readers, hints for the eye. */
const singlesTold = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...[...document.querySelectorAll("[aria-keyshortcuts]")]
      .flatMap((one) => one.getAttribute("aria-keyshortcuts")?.split(" ") ?? [])
      .filter((key) => key.length === 1),
    ...[...document.querySelectorAll(".key-hint, .keys dt")]
      .map((hint) => hint.textContent ?? "")
      .filter((hint) => /^(?:.|\d.*|. .*)$/.test(hint)),
    ...[...document.querySelectorAll<HTMLElement>("[title], .more [data-action]")]
      .flatMap((one) => [one.title, one.textContent ?? ""])
      .filter((text) => /\([A-Z]( |\))/.test(text)),
  ]);

async function choose(driver: Driver, isOn: boolean): Promise<void> {
  const options = await driver.open("options");
  await options.waitForSelector("[name='singleKeyShortcuts']");
  await options.focus("[name='singleKeyShortcuts']");
  await options.keyboard.press(" ");
  await poll(
    async () => ((await chosenSettings(options)).singleKeyShortcuts ?? true) === isOn,
    "single keys to be switched",
  );
  await options.close();
}

describe.each(KINDS)("in %s", (kind) => {
  test("keys that write something do nothing from the first frame on, nothing tells of them, and the others stay", async () => {
    const driver = await start(kind);
    const before = await driver.open("popup");
    const { card } = await reachCard(before);
    await looksAreKept(before, card);
    expect(await singlesTold(before)).not.toEqual([]);
    await choose(driver, false);
    // The page that was open follows, and keeps anew what the next one looks like.
    await until(before, () => document.querySelector("[aria-keyshortcuts='?']") === null);
    expect(await singlesTold(before)).toEqual([]);
    await looksAreKept(before, card);
    await before.close();

    const page = await openHeld(driver, "popup", "drawing", "database");
    await keptStands(page, card);
    expect(await singlesTold(page)).toEqual([]);
    const events = (await eventsIn(page)).length;
    for (const key of SINGLES) await page.keyboard.press(key);
    await letOn(page, "drawing");
    for (const key of SINGLES) await page.keyboard.press(key);
    await letOn(page, "database");
    await waitForStage(page, (stage) => stage.card === card && !stage.revealed, "the card");
    for (const key of SINGLES) await page.keyboard.press(key);
    await page.keyboard.press(" ");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$$eval(".grade", (all) => all.map((one) => one.getAttribute("aria-keyshortcuts")))).toEqual([
      null,
      null,
      "Space Enter",
      null,
    ]);
    for (const key of SINGLES) await page.keyboard.press(key);
    expect(await stageOf(page)).toMatchObject({ card, revealed: true });
    expect(await eventsIn(page)).toHaveLength(events);
    // By its button, which is there as ever.
    await page.focus(".study-header [aria-controls='more-panel']");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".more .keys");
    expect(await singlesTold(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".more") === null);
    await page.focus(".grade[data-rating='4']");
    await page.keyboard.press("Enter");
    await poll(async () => (await reviewsIn(page)).length === 1, "the grade of its button");
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await waitForStage(page, (stage) => stage.card === card, "the card that came back");
  });

  test("switched on again they act and are told at once", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const { card } = await reachCard(page);
    await choose(driver, true);
    await page.waitForSelector("[aria-keyshortcuts='?']");
    await page.bringToFront();
    await page.keyboard.press(" ");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    await page.keyboard.press("4");
    await waitForStage(page, (stage) => stage.card !== card || !stage.revealed, "what follows");
  });
});
