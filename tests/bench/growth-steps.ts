/** The steps whose growth is measured, each in the database as it was filled. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/extension/driver/inject.ts";
import { type Driver, poll, until } from "../support/extension/driver.ts";
import { chooseSetting } from "../support/extension/settings.ts";
import { answer, reachCard } from "../support/extension/study.ts";
import { beginCare, filesCopied } from "./care.ts";
import { firstPaint, forgetCard, keepCard, rest } from "./first-card.ts";
import { gradeToNext } from "./grade.ts";
import { median, quantile } from "./measure.ts";
import { byLength, inWords, noteTasks, type TimedTask, tasksOf } from "./noted-tasks.ts";

const ROUNDS = 9;
const ROUNDS_OF_PROGRESS = 5;
/** Cards that are answered while long tasks are looked for. */
const ANSWERED = 50;
const LONG_MS = 120_000;
/** Where `src/store/card-table/kept-table.ts` keeps where the cards stand. */
const TABLE = "made-anew/card-table/states";
/** Where `src/platform/kept-text.ts` keeps the ring. */
const RING = "osteon:ring";

/** A day of a hundred reviews, brought into the second record. */
export interface DayCopied {
  readonly ms: number;
  readonly bytes: number;
}
type Timed = "badge" | "merge" | "undo" | "undo-read";
declare const time: (what: Timed, rounds: number) => Promise<number[]>;
declare const takePlan: () => Promise<void>;
declare const copyOfDays: (rounds: number) => Promise<DayCopied[]>;

export const GROWTH_STEPS = {
  "first-card": "navigation start to the first card painted, popup, ms",
  grade: "grade key to the next card painted, ms",
  undo: "an undo on a new page, written, ms",
  badge: "the queue counted for the badge, ms",
  options: "navigation start to the first paint of the options, ms",
  health: "navigation start to the health of the data shown, ms",
  merge: "a merge of 100 events, written, ms",
  "copy-ms": "a copy made after a day of 100 reviews, ms",
  "copy-bytes": "what is written for it, bytes",
  heap: "heap of the popup with a card shown, MB",
  progress: "navigation start to the kept ring drawn, ms",
  confirmed: "navigation start to the ring as the database has it, ms",
  numbers: "navigation start to all numbers drawn, ms",
  "long-study": "the longest task while 50 cards are answered, ms",
  "long-options": "the longest task until the options are drawn, ms",
  "plan-first-card": "catching up: navigation start to the first card painted, popup, none being kept, ms",
  "plan-grade": "catching up: grade key to the next card painted, ms",
  "plan-undo": "catching up: an undo on a new page, written, and the day read after it, ms",
  "plan-badge": "catching up: the queue counted for the badge, ms",
  "grade-care": "grade key to the next card while data is checked, the slowest of 100, ms",
} as const;
export type GrowthStep = keyof typeof GROWTH_STEPS;
export const isGrowthStep = (name: string): name is GrowthStep => Object.hasOwn(GROWTH_STEPS, name);

type Values = Partial<Record<GrowthStep, number>>;
/** Does some work with a browser whose database is filled. */
type InBrowser = <R>(work: (driver: Driver) => Promise<R>) => Promise<R>;

/** What is measured together, each in a copy of the database. Only the last leaves the background to its work. */
const GROUPS: readonly { readonly steps: readonly GrowthStep[]; readonly of: (driver: Driver) => Promise<Values> }[] = [
  { steps: ["badge", "undo", "merge"], of: inStore },
  { steps: ["copy-ms", "copy-bytes"], of: copies },
  { steps: ["first-card", "options", "health"], of: pages },
  { steps: ["grade"], of: async (driver) => ({ grade: median((await quiet(driver, gradeToNext)).ours) }) },
  { steps: ["heap"], of: heap },
  { steps: ["progress", "confirmed", "numbers"], of: progress },
  { steps: ["long-study", "long-options"], of: longTasks },
  { steps: ["plan-first-card", "plan-grade", "plan-undo", "plan-badge"], of: catchingUp },
  { steps: ["grade-care"], of: gradesDuringCare },
];

/** @param found is told of each step as soon as it is measured */
export async function measureSteps(
  wanted: readonly GrowthStep[],
  inBrowser: InBrowser,
  found: (step: GrowthStep, value: number) => void,
): Promise<void> {
  for (const { steps, of } of GROUPS) {
    if (!steps.some((step) => wanted.includes(step))) continue;
    for (const [step, value] of Object.entries(await inBrowser(of))) {
      if (isGrowthStep(step) && wanted.includes(step)) found(step, value);
    }
  }
}

/** The background checks everything when a browser is started, which is not what is measured here. */
async function quiet<R>(driver: Driver, work: (driver: Driver) => Promise<R>): Promise<R> {
  await driver.background.stop();
  return work(driver);
}

const say = (what: string, values: readonly number[]): void => console.error(what, values.map(Math.round).join(" "));

async function openLab(driver: Driver): Promise<Page> {
  await driver.background.stop();
  const lab = await driver.open("lab");
  await until(lab, () => typeof time === "function");
  return lab;
}

async function inStore(driver: Driver): Promise<Values> {
  const lab = await openLab(driver);
  return { badge: await timed(lab, "badge"), undo: await timed(lab, "undo"), merge: await timed(lab, "merge") };
}

async function timed(lab: Page, what: Timed): Promise<number> {
  const ms = await lab.evaluate((one, n) => time(one, n), what, ROUNDS);
  say(what, ms);
  return median(ms);
}

/** After an absence nearly all cards are due, and fifty a day are asked: on pages behind the first one since then. */
async function catchingUp(driver: Driver): Promise<Values> {
  const lab = await openLab(driver);
  await lab.evaluate(() => takePlan());
  await keepCard(driver, "popup");
  const firstCards: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    await forgetCard(driver, "lab");
    await rest();
    const card = await firstPaint(driver, "popup", "[data-card]", false);
    if (round >= 0) firstCards.push(card);
  }
  say("first card, catching up", firstCards);
  const grade = median((await gradeToNext(driver)).ours);
  await rest();
  const inLab = { "plan-undo": await timed(lab, "undo-read"), "plan-badge": await timed(lab, "badge") };
  return { "plan-first-card": median(firstCards), "plan-grade": grade, ...inLab };
}

async function copies(driver: Driver): Promise<Values> {
  const lab = await openLab(driver);
  const days = await lab.evaluate((n) => copyOfDays(n), ROUNDS);
  const ms = days.map((day) => day.ms);
  const bytes = days.map((day) => day.bytes);
  say("copies, ms", ms);
  say("copies, bytes", bytes);
  return { "copy-ms": median(ms), "copy-bytes": median(bytes) };
}

async function pages(driver: Driver): Promise<Values> {
  await driver.background.stop();
  const firstCards: number[] = [];
  const options: number[] = [];
  const health: number[] = [];
  await keepCard(driver, "popup");
  // The first round fills the caches and is thrown away.
  for (let round = -1; round < ROUNDS; round++) {
    await rest();
    const card = await firstPaint(driver, "popup", "[data-card]", true);
    await rest();
    const first = await firstPaint(driver, "options", null);
    await rest();
    const shown = await timeUntil(driver, "options", ".health-list");
    say("first card, options, health", [card, first, shown]);
    if (round < 0) continue;
    firstCards.push(card);
    options.push(first);
    health.push(shown);
  }
  return { "first-card": median(firstCards), options: median(options), health: median(health) };
}

/** The last chart of the range and the last that no range changes: of more than 5,000 cards they are drawn in turn. */
export const ALL_NUMBERS =
  ".numbers:has(.numbers-grid:not([data-three]) > :nth-child(7)):has([data-three] > :nth-child(3))";

async function progress(driver: Driver): Promise<Values> {
  await driver.background.stop();
  await keepTable(driver);
  const drawn: number[] = [];
  const confirmed: number[] = [];
  const numbers: number[] = [];
  for (let round = -1; round < ROUNDS_OF_PROGRESS; round++) {
    await rest();
    const first = await timeUntil(driver, "progress", ".know-deck[inert]");
    await rest();
    const then = await timeUntil(driver, "progress", ".know-deck:not([inert])");
    await rest();
    const all = await timeUntil(driver, "progress", ALL_NUMBERS, "numbers");
    say("progress page, confirmed, numbers", [first, then, all]);
    if (round < 0) continue;
    drawn.push(first);
    confirmed.push(then);
    numbers.push(all);
  }
  return { progress: median(drawn), confirmed: median(confirmed), numbers: median(numbers) };
}

/** Opens the progress page until it has kept what the next one begins with: its ring, and of many cards their table. */
export async function keepTable(driver: Driver): Promise<void> {
  const page = await driver.open("progress");
  await until(page, (key) => localStorage.getItem(key)?.startsWith("{") === true, RING);
  await until(
    page,
    async (key) => {
      const of = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await of(indexedDB.open("osteon"));
      const transaction = db.transaction(["local", "states"]);
      const found = await Promise.all([
        of(transaction.objectStore("local").getKey(key)),
        of(transaction.objectStore("states").count()),
      ]);
      db.close();
      return found[0] !== undefined || found[1] < 2000;
    },
    TABLE,
  );
  await page.close();
}

/** From the start of the navigation until an element is there. @param view chosen by the address */
export async function timeUntil(driver: Driver, name: string, selector: string, view = ""): Promise<number> {
  const page = await driver.open(name, {
    beforeLoad: (blank) =>
      beforeScripts(
        blank,
        (wanted, hash) => {
          if (hash !== "") location.hash = hash;
          const observer = new MutationObserver(() => {
            if (!document.querySelector(wanted)) return;
            (globalThis as { thereAtMs?: number }).thereAtMs = performance.now();
            observer.disconnect();
          });
          observer.observe(document, { childList: true, subtree: true });
        },
        selector,
        view,
      ),
  });
  try {
    const asked = () => page.evaluate(() => (globalThis as { thereAtMs?: number }).thereAtMs ?? 0);
    return await poll(asked, `${selector} on ${name}`, LONG_MS);
  } finally {
    await page.close();
  }
}

async function heap(driver: Driver): Promise<Values> {
  await driver.background.stop();
  return { heap: (await popupHeap(driver)) / 1e6 };
}

/** What the popup keeps with a card shown, in bytes. Chromium only. */
export async function popupHeap(driver: Driver): Promise<number> {
  const page = await driver.open("popup");
  try {
    await reachCard(page);
    // What is copied once the first card is shown goes on for two seconds.
    await until(page, () => performance.now() > 5000);
    const session = await page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  } finally {
    await page.close();
  }
}

async function longTasks(driver: Driver): Promise<Values> {
  await driver.background.stop();
  const study = await driver.open("popup", { beforeLoad: noteTasks });
  for (let i = 0; i < ANSWERED; i++) await answer(study, 3);
  const whileStudied = await tasksOf(study);
  await study.close();
  const options = await driver.open("options", { beforeLoad: noteTasks });
  await until(options, () => document.querySelector(".health-list") !== null);
  const inOptions = await tasksOf(options);
  const longest = (what: string, tasks: readonly TimedTask[]): number => {
    console.error(`tasks over 50 ms ${what}:`, byLength(tasks).map(inWords).join(", ") || "none");
    return byLength(tasks)[0]?.ms ?? 0;
  };
  return {
    "long-study": longest("while studying", whileStudied),
    "long-options": longest("in the options", inOptions),
  };
}

/** While the background copies all of the log anew and then checks everything, as after the second record was lost. */
async function gradesDuringCare(driver: Driver): Promise<Values> {
  await driver.background.stop();
  const lab = await driver.open("lab");
  await chooseSetting(lab, "reviewsPerDay", 400);
  await beginCare(lab);
  const { ours } = await gradeToNext(driver, 100);
  console.error(`${await filesCopied(lab)} files copied meanwhile`);
  const part = (share: number): number => quantile(ours, share);
  const over = ours.filter((ms) => ms > 100).length;
  say(`grades during care, half, nine of ten, 99 of 100, slowest; ${over} over 100 ms:`, [
    part(0.5),
    part(0.9),
    part(0.99),
    part(1),
  ]);
  return { "grade-care": part(1) };
}
