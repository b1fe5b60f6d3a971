import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { violationsInBothThemes, violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { ringStands } from "../../support/extension/opening.ts";
import { offeredBy, openKeeping } from "../../support/extension/options-files.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { answer, reachCard, reviewsIn } from "../../support/extension/study.ts";
import { fromPng } from "../../support/gallery/camera/png.ts";

const start = useLentBrowsers();

describe.each(KINDS)("the progress page in %s", (kind) => {
  const startOnce = useOneLentBrowser();

  test("that was left open overnight shows the new day at the first sign of life", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(Date.parse("2031-05-06T09:00:00Z"));
    const tab = await driver.newTab();
    await reachCard(tab);
    await answer(tab, 1);
    const page = await driver.open("progress");
    const lead = await until(page, () => document.querySelector(".know-lead")?.textContent);
    await driver.clock.advance(400 * 86_400_000);
    await page.keyboard.press("Shift");
    await until(page, (before) => document.querySelector(".know-lead")?.textContent !== before, lead);
  });

  test("no longer shows another day once the only answer is taken back on another page", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await answer(tab, 3);
    const page = await driver.open("progress");
    await until(page, () => document.querySelector("[data-action='look-back']") !== null);
    await page.click("[data-action='look-back']");
    await until(page, () => document.querySelector("[name=day]") !== null);
    await page.evaluate(() => {
      const slider = document.querySelector<HTMLInputElement>("[name=day]");
      if (!slider) return;
      slider.value = slider.max;
      slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    const isAhead = () => document.querySelector(".know-lead")?.textContent?.includes("if you stopped today") === true;
    await until(page, isAhead);
    await tab.bringToFront();
    await tab.keyboard.press("u");
    await until(page, () => document.querySelector("[name=day]") === null);
    await page.bringToFront();
    expect(await page.evaluate(isAhead)).toBe(false);
  });

  test("opens a fact and its cards from the ring and by keyboard, and passes axe in both themes", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { days: 12, away: 30, nowMs: Date.now() });
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".fact-arc-ink") !== null);
    expect(await textOf(page, ".know-lead")).toMatch(/\d+ are fading\./);
    const label = await page.evaluate(() => document.querySelector(".fact-ring")?.getAttribute("aria-label"));
    expect(label).toMatch(/\d+ rings/);
    // Beside the ring it is said, and once.
    expect(label).not.toMatch(/begun/);
    expect(await textOf(page, ".know-lead")).toMatch(
      /You have begun \d+ of \d+ facts, and would recall about \d+ of those today/,
    );

    // By mouse and by finger; the list beside it does the same by keyboard.
    for (const press of ["mouse", "finger"] as const) {
      await page.evaluate(() => {
        for (const open of document.querySelectorAll("details[open]")) open.removeAttribute("open");
        scrollTo(0, 0);
      });
      const { x, y } = await page.evaluate(() => {
        const arc = document.querySelector<SVGGeometryElement>(".fact-arc:last-child .fact-arc-room");
        const middle = arc?.getPointAtLength(arc.getTotalLength() / 2).matrixTransform(arc.getScreenCTM() ?? undefined);
        return { x: middle?.x ?? 0, y: middle?.y ?? 0 };
      });
      await (press === "mouse" ? page.mouse.click(x, y) : page.touchscreen.tap(x, y));
      await until(page, () => document.querySelector(".know-fact[open] .know-answer") !== null);
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe("summary");
      await until(page, () => document.querySelector(".know-fact[open] [data-action='study-fact']") !== null);
    }

    await page.focus(".know-chapters > li:nth-child(2) .know-chapter > summary");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector("li:nth-child(2) > .know-chapter .know-fact") !== null);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await poll(
      () =>
        page.evaluate(
          () => document.querySelector("li:nth-child(2) > .know-chapter .know-fact[open] .know-question")?.textContent,
        ),
      "the cards of the second chapter's first fact",
    );
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  });

  test("shows the facts as a ring and in words, and follows while another page grades", async () => {
    const driver = await startOnce(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const page = await driver.open("progress");
    expect(await textOf(page, ".know-lead")).toMatch(/^There are \d+ facts to learn/);
    const blank = await until(page, () => document.querySelectorAll(".fact-arc-blank").length);
    await tab.bringToFront();
    await answer(tab, 3);
    await page.bringToFront();
    await until(page, () => document.querySelectorAll(".fact-arc-ink[data-new]").length === 1);
    expect(await page.$$(".fact-arc-blank")).toHaveLength(blank - 1);
    expect(await textOf(page, ".know-lead")).toMatch(
      /^You have begun 1 of \d+ facts, and would recall about 1 of those today\./,
    );
  });

  test("saves the ring as a drawing and as a picture, each with every arc", async () => {
    const driver = await startOnce(kind);
    const popup = await driver.open("popup");
    await reachCard(popup);
    await answer(popup, 3);
    const page = await openKeeping(driver, "progress");
    await ringStands(page);
    const arcs = await until(page, () => document.querySelectorAll(".fact-arc").length);
    await page.click('[data-action="save-svg"]');
    const svg = (await offeredBy(page)).bytes.toString("utf8");
    const drawn = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
      return [documentElement.localName, documentElement.querySelectorAll("path").length] as const;
    }, svg);
    expect(drawn).toEqual(["svg", arcs]);
    await page.click('[data-action="save-png"]');
    const { width, height, data } = fromPng((await offeredBy(page)).bytes);
    expect([width, height]).toEqual([1200, 1200]);
    // The paper, and what is drawn on it.
    expect(new Set(new Uint32Array(data.buffer, 0, data.length / 4)).size).toBeGreaterThan(4);
  });
});

/** Rows of the list that stand in the window from their first to their last line. */
const rowsInSight = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const list = document.querySelector(".card-list")?.getBoundingClientRect();
    if (!list) return 0;
    const bottom = Math.min(list.bottom, innerHeight);
    return [...document.querySelectorAll(".card-row")].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= list.top - 1 && box.bottom <= bottom + 1;
    }).length;
  });

/** A font that comes late, or another size of the window, moves what stands above the list for a moment. */
const untilInSight = (page: Page, least: number): Promise<boolean> =>
  poll(async () => (await rowsInSight(page)) >= least, `${least} rows in sight`);

describe.each(KINDS)("after four months of study in %s", (kind) => {
  const startOnce = useOneLentBrowser();
  /** What follows only looks, so the months are there for all of it. `made`: how many answers were given in them. */
  const studied = async () => {
    const driver = await startOnce(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const made = (await reviewsIn(tab)).length || (await seedStudy(tab, { days: 120, nowMs: Date.now() }));
    return { driver, made };
  };

  test("the numbers say in words what their tables hold, for every range, and pass axe in both themes", async () => {
    const { driver, made } = await studied();
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#numbers']") !== null);
    await page.click(".progress-nav a[href='#numbers']");
    // With the two of the account, which the worker gives last.
    await until(page, () => document.querySelectorAll(".chart").length === 15);
    await page.click("[name=range][value=all]");
    const told = await until(page, () => {
      const sentences = [...document.querySelectorAll(".chart-sentence")].map((one) => one.textContent ?? "");
      return sentences.some((one) => / answers, about /.test(one)) && sentences;
    });
    expect(told.find((one) => / answers, about /.test(one))).toContain(`${made.toLocaleString("en")} answers`);
    expect(told.find((one) => one.startsWith("60 days ago"))).toMatch(/What came: \d+ answers, in /);
    expect(told.find((one) => one.startsWith("FSRS-7"))).toMatch(/log loss is 0\.\d{3}, against 0\.\d{3}/);
    // All at once and where they are: a press by mouse scrolls, and what comes last moves the charts meanwhile.
    await until(page, () => {
      for (const closed of document.querySelectorAll<HTMLElement>(".chart-table:not([open]) > summary")) closed.click();
      return document.querySelectorAll(".chart-table td").length > 100;
    });
    const sums = await page.evaluate(() => {
      const chart = [...document.querySelectorAll(".chart")].find((one) =>
        / answers, about /.test(one.querySelector(".chart-sentence")?.textContent ?? ""),
      );
      return [...(chart?.querySelectorAll("td") ?? [])].map((cell) => Number(cell.textContent?.replace(/\D/g, "")));
    });
    expect(sums.reduce((sum, one) => sum + one, 0)).toBe(made);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  });

  test("look back and ahead: the page says the day, in the head line as well, and the chapters follow", async () => {
    const { driver } = await studied();
    const page = await driver.open("progress");
    await ringStands(page);
    const today = await textOf(page, ".know-lead");
    const chapters = await page.$$eval(".know-count", (counts) => counts.map(({ textContent }) => textContent));
    await page.click("[data-action='look-back']");
    await until(page, () => document.querySelector("[name=day]") !== null);
    const ahead = await page.evaluate(() => {
      const slider = document.querySelector<HTMLInputElement>("[name=day]");
      if (!slider) return null;
      slider.value = slider.max;
      slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return new Date(slider.valueAsNumber * 86_400_000).getUTCFullYear();
    });
    await until(
      page,
      (year) => document.querySelector(".know-lead")?.textContent?.includes(`${year}, if you stopped today`),
      ahead,
    );
    const then = await page.$$eval(".know-count", (counts) => counts.map(({ textContent }) => textContent));
    expect(then).toHaveLength(chapters.length);
    expect(then).not.toEqual(chapters);
    await page.click("[data-action='today']");
    await until(page, (lead) => document.querySelector(".know-lead")?.textContent === lead, today);
  });

  test("the cards are found while one types, gone through by keyboard, and opened; axe finds nothing", async () => {
    const { driver } = await studied();
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    const all = await until(page, () =>
      Number.parseInt(document.querySelector(".browse-count")?.textContent ?? "", 10),
    );
    expect(await page.evaluate(() => document.querySelectorAll(".card-row").length)).toBeLessThan(all);

    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press("End");
    await until(page, (last) => document.activeElement?.getAttribute("data-row") === last, String(all - 1));
    await page.keyboard.press("Home");
    await until(page, () => document.activeElement?.getAttribute("data-row") === "0");
    await page.keyboard.press("ArrowDown");
    await until(page, () => document.activeElement?.getAttribute("data-row") === "1");

    await page.focus("[name=search]");
    for (const key of "fgf23 osteocytes") await page.keyboard.press(key as "f");
    const found = await until(
      page,
      (before) => {
        const count = Number.parseInt(document.querySelector(".browse-count")?.textContent ?? "", 10);
        return count > 0 && count < before && count;
      },
      all,
    );
    expect(found).toBeLessThan(30);
    await page.focus(".card-open[tabindex='0']");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector("dialog[open] .card-curve") !== null);
    expect(await textOf(page, "dialog .card-events li:last-child")).toMatch(/(Again|Hard|Good|Easy) after/);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector("dialog") === null);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("card-open");
    expect(await violationsOn(page)).toEqual([]);
  });

  test("list and map are high enough at 640 by 400, which is a page at twice its size", async () => {
    const { driver } = await studied();
    const page = await driver.open("progress");
    await driver.look(page, { viewport: { width: 640, height: 400 } });
    await page.evaluate(() => {
      location.hash = "#cards";
    });
    await until(page, () => document.querySelector(".card-row") !== null);
    await untilInSight(page, 1);
    await page.evaluate(() => document.querySelector(".card-table")?.scrollIntoView());
    await untilInSight(page, 3);
    // At four times its size what only explains does not stand over the rows, and what acts on chosen cards takes one line.
    await driver.look(page, { viewport: { width: 320, height: 200 } });
    await page.evaluate(() => document.querySelector(".card-list")?.scrollIntoView());
    await untilInSight(page, 2);
    await page.click(".card-row .card-pick");
    await until(page, () => document.querySelector(".chosen-count")?.textContent !== "");
    await page.evaluate(() => document.querySelector(".card-list")?.scrollIntoView());
    await untilInSight(page, 1);
    const { top, bottom } = await page.$eval(".chosen", (bar) => bar.getBoundingClientRect().toJSON());
    expect(bottom).toBeLessThanOrEqual(200);
    expect(top).toBeGreaterThanOrEqual(140);
    await page.evaluate(() => document.querySelector<HTMLElement>("[data-action='choose-none']")?.click());
    await driver.look(page, { viewport: { width: 640, height: 400 } });
    await page.evaluate(() => {
      location.hash = "#map";
    });
    await until(page, () => document.querySelector(".map-frame .map") !== null);
    const height = await page.$eval(".map-frame", (frame) => frame.clientHeight);
    expect(height).toBeGreaterThan(300);
    expect(height).toBeLessThan(400);
  });
});
