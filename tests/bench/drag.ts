/** The desired retention dragged along its plots, after three years of study: how soon each move is on the screen. */
import type { Page } from "puppeteer-core";
import { type Driver, type Kind, launch, poll, until } from "../support/extension/driver.ts";
import { seedStudy } from "../support/extension/seed-study.ts";
import { reachCard } from "../support/extension/study.ts";
import { switchAllOn } from "./chapters.ts";
import { quantile, tenths } from "./measure.ts";

const DAYS = 1095;
const MOVES = 80;

export interface DragTimes {
  readonly reviews: number;
  readonly cards: number;
  /** The forecast itself, asked for once: from the press until the plots are there. */
  readonly forecastMs: number;
  /** From a move of the pointer until the frame with what it changed is drawn; of 20 moves 19 are as quick as `ofTwenty`. */
  readonly redrawMs: { readonly median: number; readonly ofTwenty: number; readonly longest: number };
}

/** Measures in a browser of its own, which it closes. */
export async function drag(kind: Kind): Promise<DragTimes> {
  const driver = await launch(kind);
  try {
    await switchAllOn(driver);
    const seeded = await driver.newTab();
    await reachCard(seeded);
    const reviews = await seedStudy(seeded, { days: DAYS, nowMs: Date.now() });
    await seeded.close();
    const page = await driver.open("options");
    await driver.look(page, { viewport: { width: 1280, height: 900 } });
    await until(page, () => document.querySelector('[data-action="forecast"]') !== null);
    const begun = Date.now();
    await page.click('[data-action="forecast"]');
    await poll(() => page.$(".plots .chart-picture"), "the plots", 120_000);
    // What is there first is drawn of the few runs so far or of all; the bar goes when it is of all.
    await poll(async () => (await page.$(".workload progress")) === null, "the end of the forecast", 120_000);
    const forecastMs = Date.now() - begun;
    const sizes = await page.$eval(".forecast [role=status]", (found) => found.textContent ?? "");
    return { reviews, cards: cardsIn(sizes), forecastMs, redrawMs: await dragged(driver, page) };
  } finally {
    await driver.close();
  }
}

/** "… about 100 of 200 cards." */
const cardsIn = (sentence: string): number =>
  Number(/([\d,]+) cards/.exec(sentence)?.[1]?.replace(",", "") ?? Number.NaN);

async function dragged({ kind }: Driver, page: Page): Promise<DragTimes["redrawMs"]> {
  await page.evaluate(() => {
    const scope = globalThis as { redraws?: number[] };
    scope.redraws = [];
    const painted = new MessageChannel();
    const waiting: number[] = [];
    // A message that is sent while a frame is made comes after it is drawn.
    painted.port1.onmessage = () => {
      for (const at of waiting.splice(0)) scope.redraws?.push(performance.now() - at);
    };
    addEventListener(
      "pointermove",
      ({ timeStamp, buttons }) => {
        if (buttons === 0) return;
        waiting.push(timeStamp);
        requestAnimationFrame(() => painted.port2.postMessage(null));
      },
      { capture: true },
    );
  });
  const plot = await page.$(".plots .chart-picture");
  await plot?.scrollIntoView();
  const box = await plot?.boundingBox();
  if (!box) throw new Error("there is no plot");
  const moveTo = (part: number) => page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
  const chosen = () => page.$eval(".forecast", (found) => found.getAttribute("data-retention"));
  const seen = new Set<string | null>();
  await moveTo(0.2);
  await page.mouse.down();
  for (let move = 0; move < MOVES; move++) {
    await moveTo(0.2 + 0.7 * Math.abs(Math.sin(move / 10)));
    seen.add(await chosen());
  }
  await page.mouse.up();
  if (seen.size < 15) throw new Error(`${kind} followed to ${seen.size} places only`);
  const redraws = await page.evaluate(() => (globalThis as { redraws?: number[] }).redraws ?? []);
  const at = (part: number): number => tenths(quantile(redraws, part));
  return { median: at(0.5), ofTwenty: at(0.95), longest: at(1) };
}
