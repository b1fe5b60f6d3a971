import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { openOptions } from "../../support/extension/options-files.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

describe.each(KINDS)("cards in %s", (kind) => {
  test("that are suspended are a few in the settings, with the way to all, and are found by what people type", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { days: 30, nowMs: Date.now() });
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".card-row") !== null);
    await page.select("[name=filter]", "known");
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press(" ");
    await page.keyboard.down("Shift");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.up("Shift");
    await until(page, () => document.querySelectorAll(".card-row[aria-selected='true']").length === 7);
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-action="card-suspend"]')?.click());
    await poll(async () => (await textOf(page, ".card-said")).startsWith("7 cards suspended"), "seven suspended");

    const options = await openOptions(driver);
    await until(options, () => document.querySelectorAll("[data-suspended]").length === 5);
    expect(await textOf(options, '[data-action="all-suspended"]')).toBe("See all 7 in the list of cards");
    await options.click('[data-action="all-suspended"]');
    await until(options, () => document.querySelector(".browse-count")?.textContent === "7 cards");
    expect(await options.$eval("[name=filter]", (field) => (field as HTMLSelectElement).value)).toBe("suspended");

    await options.select("[name=filter]", "every");
    const typed = async (text: string): Promise<string> => {
      await options.$eval("[name=search]", (field) => (field as HTMLInputElement).select());
      await options.type("[name=search]", text);
      return textOf(options, ".browse-count");
    };
    expect(await typed("suspended")).toMatch(/^Understood as: Suspended · 7 cards/);
    expect(await typed("due tomorrow")).toMatch(/^Understood as: Due tomorrow · \d+ cards?$/);
    expect(await typed('"due tomorrow"')).toBe("0 cards");
    expect(await typed("not suspended kidney")).toMatch(
      /^Understood as: not “Suspended” · looked for as words: “kidney” · \d+ cards/,
    );
    const found = await typed("fgf23");
    expect(found).toMatch(/^\d+ cards/);
    expect(await typed("fgf-23")).toBe(found);
    expect(await violationsOn(options)).toEqual([]);
  });
});
