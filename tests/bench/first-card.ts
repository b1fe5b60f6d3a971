import { beforeScripts } from "../support/driver/inject.ts";
import { type Driver, until } from "../support/driver.ts";
import { reachCard } from "../support/study.ts";
import type { Series } from "./measure.ts";

const ROUNDS = 20;

/** From navigation start to the first card painted, against an empty page of the extension. */
export async function firstCard(driver: Driver, page: "popup" | "newtab", bar: number): Promise<Series> {
  const ours: number[] = [];
  const floor: number[] = [];
  // The first of each fills the caches and is thrown away.
  const first = await driver.open(page);
  await reachCard(first);
  await first.close();
  for (let round = -1; round < ROUNDS; round++) {
    const empty = await firstPaint(driver, "empty", null);
    const card = await firstPaint(driver, page, "[data-card]");
    if (round < 0) continue;
    floor.push(empty);
    ours.push(card);
  }
  const what = `${page}: navigation start to first card painted, against an empty page`;
  return { id: `${page}-first-card-${driver.kind}`, what: `${driver.kind}, ${what}`, bar, unit: "ms", ours, floor };
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
