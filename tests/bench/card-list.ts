/** The list of all cards, with very many: how smoothly it scrolls, and how long its searches and actions take. */
import type { Page } from "puppeteer-core";
import { type Kind, launch, poll, until } from "../support/extension/driver.ts";
import { extensionWithLab, filled } from "./filled.ts";
import { giveNameHelper } from "./name-helper.ts";

const REVIEWS_EACH = 2;
/** A list of so many screens is scrolled through to its end and back, one step in each frame. */
const STEPS = 300;

export interface CardListTimes {
  /** From the start of the navigation until rows are drawn. */
  readonly shownMs: number;
  /** Between the frames while it is scrolled. */
  readonly frameMs: { readonly median: number; readonly longest: number };
  /** Tasks of 50 ms and more while it is scrolled; only Chromium tells. */
  readonly longTasks: number;
  /** Rows that are in the document at most. */
  readonly rowsDrawn: number;
  /** One letter more in the search, until the list has followed. */
  readonly searchMs: number;
  /** All cards suspended, in steps, and taken back. */
  readonly suspendMs: number;
  readonly takeBackMs: number;
}

export async function cardList(kind: Kind, cards: number): Promise<CardListTimes> {
  const driver = await launch(kind, { extension: await extensionWithLab(kind) });
  try {
    const lab = await filled(driver, cards, REVIEWS_EACH);
    await lab.close();
    const page = await driver.open("progress");
    await page.evaluate(() => {
      location.hash = "#cards";
    });
    const shownMs = await poll(
      () => page.evaluate(() => document.querySelectorAll(".card-row").length > 5 && performance.now()),
      "the list",
      120_000,
    );
    await giveNameHelper(page);
    const scrolled = await page.evaluate(scroll, STEPS);
    const searchMs = await page.evaluate(search);
    const suspendMs = await acted(page, ["card-suspend", "card-action-yes"], /suspended\.$/);
    const takeBackMs = await acted(page, ["card-back"], /taken back/);
    return { shownMs: Math.round(shownMs), ...scrolled, searchMs, suspendMs, takeBackMs };
  } finally {
    await driver.close();
  }
}

async function scroll(steps: number) {
  let longTasks = 0;
  const observer = new PerformanceObserver((entries) => {
    longTasks += entries.getEntries().length;
  });
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) observer.observe({ type: "longtask" });
  const list = document.querySelector(".card-list");
  if (!list) throw new Error("there is no list");
  const frames: number[] = [];
  let rowsDrawn = 0;
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  let last = await nextFrame();
  for (let step = 0; step < steps; step++) {
    // Half of it by a fifth of a screen, as by a wheel; the other half far, as by the bar.
    list.scrollTop += step < steps / 2 ? list.clientHeight / 5 : (list.scrollHeight / steps) * 2;
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
    rowsDrawn = Math.max(rowsDrawn, document.querySelectorAll(".card-row").length);
  }
  // What was long is told a little later.
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  const sorted = frames.sort((a, b) => a - b);
  const at = (place: number): number => Math.round((sorted[place] ?? 0) * 10) / 10;
  return { frameMs: { median: at(sorted.length >> 1), longest: at(sorted.length - 1) }, longTasks, rowsDrawn };
}

async function search(): Promise<number> {
  const input = document.querySelector<HTMLInputElement>("[name=search]");
  if (!input) throw new Error("there is no search");
  const type = async (words: string): Promise<number> => {
    const before = document.querySelector(".browse-count")?.textContent;
    const begun = performance.now();
    input.value = words;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (document.querySelector(".browse-count")?.textContent === before)
      await new Promise((resolve) => setTimeout(resolve, 0));
    return performance.now() - begun;
  };
  const ms = await type("fact-1");
  await type("");
  return Math.round(ms);
}

/** Chooses all, presses, and waits for the sentence. */
async function acted(page: Page, actions: readonly string[], said: RegExp): Promise<number> {
  await page.evaluate(() => {
    const all = document.querySelector<HTMLInputElement>(".card-head [name=all]");
    if (!all?.checked) all?.click();
  });
  let begun = 0;
  for (const action of actions) {
    const selector = `[data-action="${action}"]`;
    await until(page, (wanted) => document.querySelector(wanted) !== null, selector);
    begun = Date.now();
    await page.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.click(), selector);
  }
  await poll(
    async () => said.test(await page.evaluate(() => document.querySelector(".chosen .card-said")?.textContent ?? "")),
    `a sentence like ${said}`,
    170_000,
  );
  return Date.now() - begun;
}
