/** The first time that a fact comes it is met: read, and asked right after. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, until } from "../../support/extension/driver.ts";
import { chooseSetting, chosenSettings } from "../../support/extension/settings.ts";
import { answer, eventsIn, reachCard, type Stage, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

const isFact = (stage: Stage): boolean => stage.notice === "fact";
const factOn = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector("[data-fact]")?.getAttribute("data-fact") ?? "");
const kindsIn = async (page: Page): Promise<string[]> =>
  (await eventsIn(page)).map(({ kind }) => kind).filter((kind) => kind !== "seen");

/** Answers cards and reads words until a fact is met; returns which. */
async function reachFact(page: Page): Promise<string> {
  for (let steps = 0; steps < 60; steps++) {
    const stage = await waitForStage(page, () => true, "anything");
    if (isFact(stage)) return factOn(page);
    if (stage.card !== "") await answer(page, 4);
    else {
      const before = await page.evaluate(() => document.querySelector("[data-notice]")?.textContent ?? "");
      await page.keyboard.press(" ");
      await until(page, (was) => (document.querySelector("[data-notice]")?.textContent ?? "") !== was, before);
    }
  }
  throw new Error("no fact was met");
}

/** What a screen reader comes to, in its order, and where the focus is. */
const readingOf = (page: Page) =>
  page.evaluate(() => ({
    focus: document.activeElement?.getAttribute("data-notice") ?? document.activeElement?.tagName ?? "",
    order: [...document.querySelectorAll("h1, .reason, .picture, .note, .source > summary, .go-on")].map(
      (element) => element.classList[0] ?? element.tagName.toLowerCase(),
    ),
    title: document.querySelector("h1")?.textContent ?? "",
    button: document.querySelector(".go-on")?.textContent ?? "",
  }));

const ORDER = ["fact-statement", "reason", "picture", "note", "summary", "bar-button"];

const openAt = (driver: Driver, where: "popup" | "newtab"): Promise<Page> =>
  where === "newtab" ? driver.newTab() : driver.open("popup");

/** With new cards enough for all tests of one browser. */
async function open(driver: Driver, where: "popup" | "newtab"): Promise<Page> {
  const page = await openAt(driver, where);
  await waitForStage(page, () => true, "anything");
  if ((await chosenSettings(page)).newPerDay !== undefined) return page;
  await chooseSetting(page, "newPerDay", 90);
  await page.close();
  return openAt(driver, where);
}

describe.each(KINDS)("in %s", (kind) => {
  test.each([
    ["popup", " "],
    ["newtab", "Enter"],
  ] as const)("a fact is met once, in the %s, and Undo brings it back", async (where, key) => {
    const driver = await start(kind);
    const page = await open(driver, where);
    const fact = await reachFact(page);
    const reading = await readingOf(page);
    expect(reading.title).not.toBe("");
    expect(reading.button).toContain("Ask me");
    expect(reading.order).toEqual(ORDER.filter((part) => reading.order.includes(part)));
    if (where === "popup") expect(reading.focus).toBe("fact");
    const before = await kindsIn(page);

    await page.keyboard.press(key);
    const asked = await waitForStage(page, (stage) => stage.card.startsWith(`${fact}/`), "its question");
    expect(asked.revealed).toBe(false);
    expect(await kindsIn(page)).toEqual([...before, "met"]);

    // Another page asks at once, and its Undo reaches what this one read.
    const later = await driver.open("popup");
    expect(await waitForStage(later, (stage) => stage.card !== "", "the question")).toMatchObject({ card: asked.card });
    // What tells whether there is something to take back comes just after the first question.
    await until(later, () => document.querySelector(".study-header [hidden][title]") === null);
    await later.keyboard.press("u");
    await waitForStage(later, isFact, "the fact, taken back");
    expect(await factOn(later)).toBe(fact);
    // Whoever has the question in front keeps it.
    expect((await stageOf(page))?.card).toBe(asked.card);
    await later.click(".go-on");
    await waitForStage(later, (stage) => stage.card === asked.card, "its question again");
    expect(await kindsIn(page)).toEqual([...before, "met", "undo", "met"]);

    await answer(later, 4);
    await later.keyboard.press("u");
    await waitForStage(later, (stage) => stage.card === asked.card, "the card that was answered");
    expect((await stageOf(later))?.notice).toBe("");
  });

  test("it fits into 320 pixels, light and dark", async () => {
    const driver = await start(kind);
    const page = await open(driver, "newtab");
    await reachFact(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await driver.look(page, { colorScheme, viewport: { width: 320, height: 480 } });
      const look = await page.evaluate(() => {
        const { right, bottom } = document.querySelector(".go-on")?.getBoundingClientRect() ?? { right: 0, bottom: 0 };
        return { wide: document.documentElement.scrollWidth, right, bottom };
      });
      expect(look.wide).toBeLessThanOrEqual(320);
      expect(look.right).toBeGreaterThan(100);
      expect(look.right).toBeLessThanOrEqual(320);
      expect(look.bottom).toBeLessThanOrEqual(480);
    }
    expect((await reachCard(page)).card).not.toBe("");
  });
});
