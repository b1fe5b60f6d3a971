/**
 * npm run bench: the built extension in real browsers against floors measured in the same run. Ratios, not times: the
 * machine's noise and speed are in both. With --json, an array of `Line`s on stdout and nothing else. With
 * --only optimiser, no browser: our fitting of weights beside that of fsrs-rs and of Anki, which takes some minutes.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Driver, KINDS, launch } from "../support/driver.ts";
import { chooseSetting } from "../support/settings.ts";
import { answer, reachCard } from "../support/study.ts";
import { cardList } from "./card-list.ts";
import { extensionWithEmptyPage } from "./extension.ts";
import { firstCard } from "./first-card.ts";
import { benchForecast } from "./forecast/bench.ts";
import { gradeToNext } from "./grade.ts";
import { type Growth, growth, type Measured } from "./growth.ts";
import { type Line, lineOf, type Series } from "./measure.ts";
import { benchOptimiser } from "./optimiser/bench.ts";
import { weigh } from "./weight.ts";

const asJson = process.argv.includes("--json");
/**
 * `--only growth` measures how the work grows, in Chromium; `--sizes 110,1000` with how many cards; `--keep file` goes on
 * with what the file says was measured before, and writes all of it there. `--only weight` weighs the first scripts.
 * `--only list` scrolls the list of all cards and changes them all at once, with as many as `--cards` says.
 * `--only optimiser --sizes 50000` times the fitting of so many reviews, and leaves out what is predicted.
 */
const only = argument("--only");
const sizes = argument("--sizes")?.split(",");
const DECKS = [110, 1000, 10_000];

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function measure(): Promise<Line[]> {
  if (only === "optimiser") return benchOptimiser(sizes);
  if (only !== undefined && only !== "weight") {
    throw new Error(`--only takes "optimiser", "forecast", "growth", "list" or "weight", not "${only}"`);
  }
  execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  const all: Series[] = [];
  for (const kind of only === "weight" ? [] : KINDS) {
    const driver = await launch(kind, { extension: extensionWithEmptyPage(kind) });
    try {
      await beginToStudy(driver);
      all.push(await firstCard(driver, "popup", 1.25));
      all.push(await firstCard(driver, "newtab", 1.4));
      await raiseLimit(driver);
      all.push(await gradeToNext(driver));
    } finally {
      await driver.close();
    }
  }
  all.push(await weigh("popup"), await weigh("newtab"));
  return all.map(lineOf);
}

/** One card answered, as on every opening but the first: an empty log is compared with the second record beforehand. */
async function beginToStudy(driver: Driver): Promise<void> {
  const page = await driver.open("popup");
  await answer(page, 4);
  await reachCard(page);
  await page.close();
}

/** Enough new cards for every round of grading. */
async function raiseLimit(driver: Driver): Promise<void> {
  const page = await driver.open("options");
  await chooseSetting(page, "newPerDay", 200);
  await page.close();
}

function measureGrowth(): Promise<Growth[]> {
  execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  const file = argument("--keep");
  const known: Measured = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  return growth("chromium", (sizes ?? DECKS).map(Number), known, (measured) => {
    if (file) writeFileSync(file, JSON.stringify(measured, null, 2));
  });
}

function printGrowth(rows: readonly Growth[]): void {
  if (asJson) console.log(JSON.stringify(rows, null, 2));
  else for (const { what, ms, exponent } of rows) console.log(`${what}: exponent ${exponent.toFixed(2)}`, ms);
}

function print(lines: readonly Line[]): void {
  if (asJson) {
    console.log(JSON.stringify(lines, null, 2));
    return;
  }
  for (const { what, ratio, bar, ours, floor, unit, spread } of lines) {
    const verdict = ratio <= bar ? "within" : "above";
    console.log(`${what}\n  ${ratio} ± ${spread} (${ours} / ${floor} ${unit}), ${verdict} the ${bar} we aim at`);
  }
}

async function measureList(): Promise<void> {
  execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  const count = Number(argument("--cards") ?? "20000");
  for (const kind of KINDS) console.log(`${kind}, ${count} cards:`, await cardList(kind, count));
}

/** `--only forecast`: how often the forecast holds what it says; `--times 5` makes five of each kind of learner. */
function printForecast(): void {
  const rows = benchForecast(Number(argument("--times") ?? 2));
  if (asJson) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  const part = (value: number) => `${(100 * value).toFixed(1)} %`;
  for (const { of, learners, answers, minutes, answersWidth, minutesWidth } of rows)
    console.log(
      `${of} (${learners} learners): answers ${part(answers)} within a band ${part(answersWidth)} wide, ` +
        `minutes ${part(minutes)} within ${part(minutesWidth)}`,
    );
}

/** `--only taking-in --sizes 100000`: a first exchange with a shared folder of so many events, and two later ones. */
async function printTakingIn(): Promise<void> {
  const { takingIn } = await import("./taking-in.ts");
  for (const size of sizes ?? ["10000", "100000"]) {
    const { seconds, first, nothingNew, oneSegment } = await takingIn(Number(size));
    console.log(
      `${size} events: ${seconds.toFixed(1)} s, ${first} bytes read; ` +
        `then with nothing new ${nothingNew}, with a segment that is new ${oneSegment}`,
    );
  }
}

if (only === "list") await measureList();
else if (only === "taking-in") await printTakingIn();
else if (only === "growth") printGrowth(await measureGrowth());
else if (only === "forecast") printForecast();
else print(await measure());
