/** What the regions of a page say to who hears it, as far as a screen reader hears it: what comes into a region that stood there. */
import type { Page } from "puppeteer-core";
import { poll } from "./driver.ts";

interface Scope {
  saidByRegions?: string[];
  lateRegions?: string[];
}

/** Runs in the page. */
function noteRegions(): void {
  const scope = globalThis as Scope;
  const said: string[] = [];
  const late: string[] = [];
  scope.saidByRegions = said;
  scope.lateRegions = late;
  const polite = "[role='status'], [aria-live='polite'], output";
  const wordsOf = (region: Element): string => (region.textContent ?? "").replace(/\s+/g, " ").trim();
  new MutationObserver((records) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    const isNew = (region: Element): boolean => added.some((one) => one.contains(region));
    for (const one of added) {
      if (!one.isConnected) continue;
      for (const region of [one, ...one.querySelectorAll(polite)])
        if (region.matches(polite) && wordsOf(region) !== "") late.push(wordsOf(region));
    }
    const changed = new Set<Element>();
    for (const { type, target, addedNodes } of records) {
      if (type === "childList" && addedNodes.length === 0) continue;
      const region = (target instanceof Element ? target : target.parentElement)?.closest(polite);
      if (region?.isConnected && !isNew(region)) changed.add(region);
    }
    for (const region of changed) if (wordsOf(region) !== "") said.push(wordsOf(region));
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

export interface Regions {
  /** What was said since the last call, each thing once for each time. */
  readonly said: () => Promise<readonly string[]>;
  /** Waits until this is said, and gives all that was said since the last call. */
  readonly untilSaid: (words: RegExp) => Promise<readonly string[]>;
  /** Regions that came with their words already in them, which many screen readers do not speak. */
  readonly late: () => Promise<readonly string[]>;
}

/** Listens to the regions of a page from now on. */
export async function regionsOf(page: Page): Promise<Regions> {
  await page.evaluate(noteRegions);
  const all = () => page.evaluate(() => (globalThis as Scope).saidByRegions ?? []);
  const take = () => page.evaluate(() => (globalThis as Scope).saidByRegions?.splice(0) ?? []);
  return {
    said: take,
    async untilSaid(words) {
      await poll(async () => (await all()).some((one) => words.test(one)), `to hear ${words}`);
      return take();
    },
    late: () => page.evaluate(() => (globalThis as Scope).lateRegions ?? []),
  };
}
