/** The ring stands on the progress page before the database is open; what has changed since is drawn over it. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, textOf, until } from "../../support/extension/driver.ts";
import { hasAsked, letOn, openHeld, ringStands } from "../../support/extension/opening.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { answer, reachCard } from "../../support/extension/study.ts";

const start = useLentBrowsers();

const isKept = () => localStorage.getItem("osteon:ring")?.startsWith("{") === true;

/** What is drawn, and where. */
const drawn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".progress-head, .know-deck *")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
      // A recall is kept to nine digits.
      const told = attributes.map((text) => text.replace(/\d+\.\d+/g, (number) => Number(number).toFixed(2)));
      const place = [x, y, width, height].map((px) => px.toFixed(2));
      return [element.tagName, ...place, ...told].join(" ");
    }),
  );

/** Opens the progress page until it has kept its ring. */
async function leave(driver: Driver): Promise<void> {
  const page = await driver.open("progress");
  await until(page, isKept);
  await page.close();
}

/** The progress page while its database is closed. */
async function openClosed(driver: Driver): Promise<Page> {
  const page = await openHeld(driver, "progress", "database");
  await hasAsked(page);
  return page;
}

describe.each(KINDS)("in %s", (kind) => {
  test("the kept ring is drawn while the database is closed; nothing of it acts, and then nothing of it moves", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { days: 12, nowMs: driver.clock.now() });
    await tab.close();
    await leave(driver);

    const page = await openClosed(driver);
    await until(page, () => document.querySelectorAll(".know-deck[inert] .fact-arc-ink").length > 1);
    const before = await drawn(page);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>(".fact-ring, .fact-ring *, .know-lead, .know-chapter"))
        part.dataset.first = "";
    });
    const marked = await page.$$eval("[data-first]", (parts) => parts.length);
    await page.evaluate(() => {
      const { x, y } = document.querySelector(".know-chapter summary")?.getBoundingClientRect() ?? new DOMRect();
      document
        .elementFromPoint(x + 5, y + 5)
        ?.closest("summary")
        ?.click();
    });
    expect(await page.$(".know-chapter[open]")).toBeNull();

    await letOn(page, "database");
    await ringStands(page);
    expect(await page.$$eval("[data-first]", (parts) => parts.length)).toBe(marked);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>("[data-first]")) delete part.dataset.first;
    });
    expect(await drawn(page)).toEqual(before);
    await page.click(".know-chapter summary");
    await until(page, () => document.querySelector(".know-chapter[open] .know-fact") !== null);
  });

  test("what has changed unheard is drawn over it", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await leave(driver);
    // By no page, so that nothing is forgotten.
    await seedStudy(tab, { days: 5, nowMs: driver.clock.now() });
    const page = await openClosed(driver);
    const before = await until(page, () => document.querySelector(".know-deck[inert] .know-lead")?.textContent);
    expect(await page.$(".fact-arc-ink")).toBeNull();
    await letOn(page, "database");
    await ringStands(page);
    expect(await textOf(page, ".know-lead")).not.toBe(before);
    expect(await page.$(".fact-arc-ink")).not.toBeNull();
  });

  test("a page that begins with the numbers keeps it as well, also after an answer that is given elsewhere", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const page = await driver.open("progress");
    await until(page, isKept);
    await page.evaluate(() => {
      localStorage.removeItem("osteon:ring");
      location.hash = "#numbers";
      location.reload();
    });
    await until(page, isKept);
    expect(await page.$(".know-deck")).toBeNull();
    const before = await page.evaluate(() => localStorage.getItem("osteon:ring"));
    await answer(tab, 4);
    await until(
      page,
      (old) => {
        const ring = localStorage.getItem("osteon:ring");
        return ring !== old && ring?.startsWith("{") === true;
      },
      before,
    );
  });

  test("an answer forgets it; the end of the day keeps it for the progress page, and another day does not show it", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await leave(driver);
    await answer(tab, 4);
    await until(tab, () => localStorage.getItem("osteon:ring") === null);
    const without = await openClosed(driver);
    expect(await without.$(".know-deck")).toBeNull();
    await letOn(without, "database");
    await until(without, isKept);
    await without.close();

    for (;;) {
      const { card } = await reachCard(tab);
      if (card === "") break;
      await answer(tab, 4);
    }
    const known = await until(tab, () => document.querySelector(".done-known")?.textContent);
    await until(tab, isKept);
    await tab.close();
    const page = await openClosed(driver);
    const lead = await until(page, () => document.querySelector(".know-deck[inert] .know-lead")?.textContent);
    expect(known).toContain(lead);
    await letOn(page, "database");
    await ringStands(page);
    expect(await textOf(page, ".know-lead")).toBe(lead);
    await page.close();

    await driver.clock.advance(DAY_MS);
    const morning = await openClosed(driver);
    expect(await morning.$(".know-deck")).toBeNull();
    await letOn(morning, "database");
    await ringStands(morning);
  });
});
