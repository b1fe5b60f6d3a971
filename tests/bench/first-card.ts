import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/driver/inject.ts";
import { type Driver, until } from "../support/driver.ts";
import { reachCard } from "../support/study.ts";
import type { Samples } from "./measure.ts";
import { staticName } from "./static-page.ts";

const ROUNDS = { "store open": 15, "store closed": 11 } as const;
/** Chromium keeps a database open for about two seconds after the last page has closed it. */
const CLOSED_AFTER_MS = 3_000;

/**
 * From navigation start to the first card painted, against a page that is that card and nothing else; see `static-page.ts`.
 * @param store whether the database was closed before, so that it must be opened anew
 * @param rounds how many are taken of as many as are usual
 */
export async function firstCard(
  driver: Driver,
  page: "popup" | "newtab",
  store: keyof typeof ROUNDS,
  rounds: (all: number) => number,
): Promise<Samples> {
  const ours: number[] = [];
  const floor: number[] = [];
  // The first of each fills the caches and is thrown away.
  for (let round = -1; round < rounds(ROUNDS[store]); round++) {
    if (store === "store closed") await rest();
    const fixed = await firstPaint(driver, staticName(page), "[data-card]");
    if (store === "store closed") await rest();
    else await (await openedBefore(driver, page)).close();
    const card = await firstPaint(driver, page, "[data-card]");
    if (round < 0) continue;
    floor.push(fixed);
    ours.push(card);
  }
  return { ours, floor, byTurns: true };
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, CLOSED_AFTER_MS));

/** A page that has just had the database open. */
async function openedBefore(driver: Driver, name: "popup" | "newtab"): Promise<Page> {
  const page = await driver.open(name);
  await reachCard(page);
  return page;
}

/**
 * The time of the first paint with content. Pages draw nothing before the card is there, so that is the card's; should
 * the card come later than the paint, this throws rather than praise an empty frame.
 */
export async function firstPaint(driver: Driver, name: string, card: string | null): Promise<number> {
  const page = await driver.open(name, { beforeLoad: (blank) => beforeScripts(blank, noteCard, card) });
  try {
    const [painted, added] = await until(page, () => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const at = (globalThis as { cardAtMs?: number }).cardAtMs;
      return paint && at !== undefined ? [paint.startTime, at] : null;
    });
    if (added === undefined || painted === undefined || added > painted) {
      throw new Error(`${name} painted something at ${painted} ms, before its card at ${added} ms`);
    }
    return painted;
  } finally {
    await page.close();
  }
}

/** Notes when the card's element is added. Runs in the page, so it refers to nothing outside itself. */
function noteCard(wanted: string | null): void {
  const scope = globalThis as { cardAtMs?: number };
  const isThere = (): boolean => wanted === null || document.querySelector(wanted) !== null;
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    scope.cardAtMs = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}
