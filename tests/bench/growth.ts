/**
 * How the work on the way to a card, to the next and back grows with what is stored: the same steps with few cards and
 * with many, ten reviews each. An exponent of 0 means that it does not grow, of 1 that it grows as the cards do.
 */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Page } from "puppeteer-core";
import { type Driver, type Kind, launch, poll, until } from "../support/driver.ts";
import { firstPaint } from "./first-card.ts";
import { gradeToNext } from "./grade.ts";
import { median } from "./measure.ts";

const REVIEWS_EACH = 10;
const ROUNDS = 9;
/** More than it takes with a million events; a driver waits for one answer no longer than three minutes. */
const LONGEST_MS = 3_600_000;

declare const grow: (cards: number, reviewsEach: number) => Promise<void>;
declare const time: (what: "badge" | "merge" | "undo", rounds: number) => Promise<number[]>;

/** One step of the work: its medians in ms by number of cards, and the exponent with which they grow. */
export interface Growth {
  readonly id: string;
  readonly what: string;
  readonly ms: Readonly<Record<number, number>>;
  readonly exponent: number;
}

const STEPS = {
  "first-card": "navigation start to the first card painted, popup",
  grade: "grade key to the next card painted",
  undo: "an undo on a fresh page, written",
  badge: "the queue counted for the badge",
  options: "navigation start to the first paint of the options",
  health: "navigation start to the health of the data shown",
  merge: "a merge of 100 events, written",
} as const;
type Step = keyof typeof STEPS;

/** Medians in ms by step and number of cards. */
export type Measured = Readonly<Partial<Record<Step, Readonly<Record<number, number>>>>>;

/**
 * @param sizes numbers of cards, ascending
 * @param known what was measured before, so that a long run can be taken in pieces
 * @param keep is given all of it after each size
 */
export async function growth(
  kind: Kind,
  sizes: readonly number[],
  known: Measured,
  keep: (measured: Measured) => void,
): Promise<Growth[]> {
  const extension = await extensionWithLab(kind);
  const measured: Record<string, Record<number, number>> = structuredClone(known);
  for (const size of sizes) {
    const driver = await launch(kind, { extension });
    try {
      for (const [step, ms] of Object.entries(await measureAt(driver, size))) {
        measured[step] = { ...measured[step], [size]: ms };
      }
      keep(measured);
    } finally {
      await driver.close();
    }
  }
  return Object.entries(measured).map(([step, ms]) => ({
    id: `growth-${step}-${kind}`,
    what: `${kind}: ${STEPS[step as Step]}`,
    ms,
    exponent: exponentOf(Object.entries(ms).map(([cards, one]) => [Number(cards), one])),
  }));
}

async function measureAt(driver: Driver, size: number): Promise<Record<Step, number>> {
  const lab = await filled(driver, size, REVIEWS_EACH);
  const say = (what: string): void => console.error(`${size} cards: ${what}`);
  say("the database is filled");
  const timed = async (what: "badge" | "merge" | "undo"): Promise<number> => {
    const ms = await lab.evaluate((one, n) => time(one, n), what, ROUNDS);
    say(`${what} ${ms.map(Math.round).join(" ")}`);
    return median(ms);
  };
  const inStore = { badge: await timed("badge"), undo: await timed("undo"), merge: await timed("merge") };
  const firstCards: number[] = [];
  const options: number[] = [];
  const health: number[] = [];
  // The first round fills the caches and is thrown away.
  for (let round = -1; round < ROUNDS; round++) {
    const card = await firstPaint(driver, "popup", "[data-card], [data-notice]");
    const first = await firstPaint(driver, "options", null);
    const shown = await healthShown(driver);
    say(`first card ${Math.round(card)}, options ${Math.round(first)}, health ${Math.round(shown)}`);
    if (round < 0) continue;
    firstCards.push(card);
    options.push(first);
    health.push(shown);
  }
  return {
    ...inStore,
    "first-card": median(firstCards),
    options: median(options),
    health: median(health),
    grade: median((await gradeToNext(driver)).ours),
  };
}

/** Fills the database with so many cards. @returns the page that did it */
export async function filled(driver: Driver, cards: number, reviewsEach: number): Promise<Page> {
  const lab = await driver.open("lab");
  await until(lab, () => typeof grow === "function");
  // Not awaited in the page: with many cards it takes longer than a driver waits for one answer.
  await lab.evaluate(
    (count, reviews) => {
      const scope = globalThis as { grown?: boolean };
      void grow(count, reviews).then(() => {
        scope.grown = true;
      });
    },
    cards,
    reviewsEach,
  );
  await poll(() => lab.evaluate(() => (globalThis as { grown?: boolean }).grown === true), "the cards", LONGEST_MS);
  return lab;
}

async function healthShown(driver: Driver): Promise<number> {
  const page = await driver.open("options");
  const atMs = await until(page, () => (document.querySelector(".health-list") ? performance.now() : null));
  await page.close();
  return atMs;
}

/** The slope of the logarithms by least squares. */
function exponentOf(points: readonly (readonly [cards: number, ms: number])[]): number {
  const logs = points.map(([cards, ms]) => [Math.log(cards), Math.log(ms)] as const);
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** The built extension with one more page that fills its database. */
export async function extensionWithLab(kind: Kind): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), "osteon-bench-")), "extension");
  cpSync(kind === "chromium" ? "dist/chrome" : "dist/firefox", folder, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: ["tests/bench/lab/grow.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: ["chrome120", "firefox142"],
  });
  mkdirSync(join(folder, "pages/lab"));
  writeFileSync(join(folder, "pages/lab/main.js"), outputFiles[0]?.contents ?? "");
  writeFileSync(
    join(folder, "pages/lab/index.html"),
    '<!doctype html><meta charset="utf-8"><title>Lab</title><script type="module" src="main.js"></script>',
  );
  return folder;
}
