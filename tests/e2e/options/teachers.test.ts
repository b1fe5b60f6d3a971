/** What a deck leaves out, one tap from a card's source; and what a teacher takes along from the options. */
import { unzipSync } from "fflate";
import type { Page } from "puppeteer-core";
import initSqlJs from "sql.js";
import { describe, expect, test } from "vitest";
import { violationsInBothThemes } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, textOf, until } from "../../support/extension/driver.ts";
import { openOptions, save } from "../../support/extension/options-files.ts";
import { answer, reveal } from "../../support/extension/study.ts";

const start = useOneLentBrowser();
const treatmentsOn = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll(".treatments > li").length);

describe.each(KINDS)("in %s", (kind) => {
  test("the source of a card leads to what its deck leaves out, with citations to follow", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    await reveal(page);
    await page.click(".source > summary");
    const link = '.source-body a[href*="left-out"]';
    await page.waitForSelector(link);
    // The source comes after what it is the source of, which is more than a word.
    const told = await textOf(page, '[data-source="statement"]');
    expect(told.split(" ").length).toBeGreaterThan(3);
    expect(await textOf(page, '[data-source="no-address"]')).toMatch(/no web address/);
    const address = await page.$eval(link, (found) => (found instanceof HTMLAnchorElement ? found.href : ""));
    expect(address).toBe(`${driver.url("left-out")}#bone-hormones`);
    const sheet = await driver.open("left-out");
    await until(sheet, () => document.querySelector(".treatments") !== null);
    expect(await treatmentsOn(sheet)).toBeGreaterThan(30);
    const works = await sheet.$$eval(".citations a", (links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(works.length).toBeGreaterThan(10);
    expect(works.filter((href) => !href.startsWith("https://"))).toEqual([]);
    expect(await violationsInBothThemes(driver, sheet)).toEqual([]);
    // Also where the address names its deck the page begins with its title.
    await sheet.evaluate(() => {
      history.replaceState(null, "", "#bone-hormones");
      document.body.replaceChildren();
      location.reload();
    });
    const top = await until(sheet, () => {
      const isRead = document.querySelector(".treatments") !== null;
      return isRead && (document.querySelector("h1")?.getBoundingClientRect().top ?? Number.NaN);
    });
    expect(top).toBeGreaterThanOrEqual(0);
  });

  test("the options lead there too, and to a sheet that can be signed and handed out", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    const links = () =>
      options.$$eval(".teachers a", (found) =>
        found.map((link) => (link instanceof HTMLAnchorElement ? link.href : "")),
      );
    await until(options, () => document.querySelector(".teachers") !== null);
    expect(await links()).toContain(`${driver.url("left-out")}#bone-hormones`);
    await options.click('[data-action="reading-sheet"]');
    // It is a long page, and counted as a whole.
    const isThere = () => document.querySelector("#questions-only") !== null && document.readyState === "complete";
    await until(options, isThere);
    const look = () =>
      options.evaluate(() => {
        const seen = [...document.querySelectorAll("p")].filter((line) => line.checkVisibility());
        const text = seen.map((line) => line.textContent ?? "").join("\n");
        return {
          answers: seen.filter((line) => line.classList.contains("answer")).length,
          questions: seen.filter((line) => line.classList.contains("front")).length,
          signed: /No physician has signed/.test(text),
          names: /Name: _+/.test(text),
          licensed: /CC BY 4\.0/.test(text),
          styled: getComputedStyle(document.querySelector(".front") ?? document.body).fontSize,
        };
      });
    const whole = await look();
    expect(whole).toMatchObject({ signed: true, names: false, licensed: true, styled: "20px" });
    expect(whole.answers).toBe(whole.questions);
    expect(whole.questions).toBeGreaterThan(100);
    await options.click("#questions-only");
    const forClass = { answers: 0, questions: whole.questions, signed: false, names: true, licensed: true };
    expect(await look()).toMatchObject(forClass);
  });

  test("a blank deck holds the cards and nothing of what was studied", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    for (const rating of [4, 1] as const) await answer(popup, rating);
    const options = await openOptions(driver);
    const { name, bytes } = await save(options, "blank-apkg");
    expect(name).toMatch(/^osteon-bone-hormones-blank-\d{4}-\d\d-\d\d\.apkg$/);
    const collection = new (await initSqlJs()).Database(unzipSync(new Uint8Array(bytes))["collection.anki2"]);
    const [{ values: [counts] = [] } = { values: [] }] = collection.exec(
      "SELECT (SELECT count(*) FROM revlog), (SELECT count(*) FROM cards WHERE reps > 0 OR type > 0), (SELECT count(*) FROM cards)",
    );
    expect(counts?.slice(0, 2)).toEqual([0, 0]);
    expect(Number(counts?.[2])).toBeGreaterThan(50);
    const table = await save(options, "blank-csv");
    const text = table.bytes.toString("utf8");
    expect(text.startsWith("\uFEFFcard,chapter,type,question")).toBe(true);
    expect(text).toContain("CC BY 4.0");
    expect(text).not.toMatch(/stability|study_day/);
  });
});
