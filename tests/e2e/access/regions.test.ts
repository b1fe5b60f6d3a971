/** What comes of what one does is said in a region that stood there before, as often as it is done. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { ringStands } from "../../support/extension/opening.ts";
import { choose, openKeeping, openOptions } from "../../support/extension/options-files.ts";
import { regionsOf } from "../../support/extension/regions.ts";
import { answer } from "../../support/extension/study.ts";
import { encodeBackup } from "../../support/files/backup-text.ts";

const start = useOneLentBrowser();

async function pressOn(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  // Also an entity of the map, which is no element of HTML.
  await page.$eval(selector, (one) => (one as HTMLElement | SVGElement).focus());
  await page.keyboard.press("Enter");
}

describe.each(KINDS)("in %s", (kind) => {
  test("the progress page says which view is shown, what is picked on the map, and where a picture was saved", async () => {
    const driver = await start(kind);
    await answer(await driver.open("popup"), 3);
    const page = await openKeeping(driver, "progress");
    await ringStands(page);
    const heard = await regionsOf(page);
    for (const [action, ending] of [
      ["save-svg", "svg"],
      ["save-svg", "svg"],
      ["save-png", "png"],
    ] as const) {
      await pressOn(page, `[data-action='${action}']`);
      await heard.untilSaid(new RegExp(`^Saved as osteon-bone-hormones\\.${ending}\\.$`));
    }
    await pressOn(page, ".progress-nav a[href='#map']");
    await heard.untilSaid(/^Shown: The map$/);
    expect(await page.evaluate(() => document.activeElement?.matches("[href='#map']"))).toBe(true);
    await pressOn(page, ".map-node[tabindex='0']");
    const picked = await page.waitForSelector(".map-picked");
    const title = await picked?.evaluate((one) => one.textContent);
    expect((await heard.untilSaid(/\w/)).some((said) => said.startsWith(title ?? "?"))).toBe(true);
    await page.keyboard.press("Escape");
    await heard.untilSaid(/^Begun here: \d+ of/);
    for (const [view, name] of [
      ["numbers", "The numbers"],
      ["know", "The facts"],
    ] as const) {
      await pressOn(page, `.progress-nav a[href='#${view}']`);
      await heard.untilSaid(new RegExp(`^Shown: ${name}$`));
    }
    await page.goBack();
    await heard.untilSaid(/^Shown: The numbers$/);
  });

  test("a search says once what it found, when nobody types any more, and again where it is as much", async () => {
    const driver = await start(kind);
    const page = await driver.open("progress");
    await pressOn(page, ".progress-nav a[href='#cards']");
    await page.waitForSelector("[data-row]");
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press(" ");
    await until(page, () => document.querySelector(".chosen-count")?.textContent === "1 card chosen.");
    const heard = await regionsOf(page);
    await page.focus("[name='search']");
    await page.keyboard.type("zzzz");
    const none = /^0 cards.* 1 of them is not in the list now\.$/;
    expect((await heard.untilSaid(none)).length).toBe(1);
    await page.keyboard.type("z");
    expect((await heard.untilSaid(none)).length).toBe(1);
    await page.keyboard.press("Backspace");
    expect((await heard.untilSaid(none)).length).toBe(1);
    for (let letters = 4; letters > 0; letters--) await page.keyboard.press("Backspace");
    await page.waitForSelector(".card-open[tabindex='0']");
    await heard.untilSaid(/^\d{2,} cards/);
    const question = await page.$eval(".card-open[tabindex='0'] .card-front", (one) => one.textContent ?? "");
    await pressOn(page, ".card-open[tabindex='0']");
    expect(await heard.untilSaid(/\?/)).toContain(question);
    expect(await heard.late()).toEqual([]);
  });

  test("the options say what a fit, a forecast and a file have come to, the same thing twice as well", async () => {
    const driver = await start(kind);
    const page = await openOptions(driver);
    await page.waitForSelector("[data-action='forecast'][aria-disabled='false']");
    await page.waitForSelector("[data-action='fit'][aria-disabled='false']");
    await page.waitForSelector("[name='exam-day'][min]");
    const heard = await regionsOf(page);
    for (let time = 0; time < 2; time++) {
      await pressOn(page, "[data-action='forecast'][aria-disabled='false']");
      await heard.untilSaid(/^About .* a day; after 365 days/);
      await pressOn(page, "[data-action='fit'][aria-disabled='false']");
      await heard.untilSaid(/^There is too little to fit to: /);
      await page.waitForSelector("[data-action='fit'][aria-disabled='false']");
    }
    const nothing = { events: [], decks: [], ownDecks: [] };
    await choose(page, "nothing.json", await encodeBackup(nothing, { exportedAtMs: Date.now(), appVersion: "0.1.0" }));
    await heard.untilSaid(/^Nothing of this file would be added/);
    expect(await heard.late()).toEqual([]);
  });
});
