/**
 * npm run bench: the built extension in real browsers against floors measured in the same run. Ratios, not times: the
 * machine's noise and speed are in both. With --json, an array of `Line`s on stdout and nothing else.
 */
import { execFileSync } from "node:child_process";
import { type Driver, KINDS, launch } from "../support/driver.ts";
import { chooseSetting } from "../support/settings.ts";
import { answer, reachCard } from "../support/study.ts";
import { extensionWithEmptyPage } from "./extension.ts";
import { firstCard } from "./first-card.ts";
import { gradeToNext } from "./grade.ts";
import { growth } from "./growth.ts";
import { type Line, lineOf, type Series } from "./measure.ts";
import { weigh } from "./weight.ts";

const asJson = process.argv.includes("--json");
/** `--only growth` measures how the work grows, in Chromium; `--sizes 110,1000` with how many cards. */
const only = argument("--only");
const sizes = (argument("--sizes") ?? "110,1000,10000").split(",").map(Number);

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function measure(): Promise<Line[]> {
  const all: Series[] = [];
  for (const kind of KINDS) {
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

function print(lines: readonly Line[]): void {
  for (const { what, ratio, bar, ours, floor, unit, spread } of lines) {
    const verdict = ratio <= bar ? "within" : "above";
    console.log(`${what}\n  ${ratio} ± ${spread} (${ours} / ${floor} ${unit}), ${verdict} the ${bar} we aim at`);
  }
}

execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
if (only === "growth") {
  const rows = await growth("chromium", sizes);
  if (asJson) console.log(JSON.stringify(rows, null, 2));
  else for (const { what, ms, exponent } of rows) console.log(`${what}: exponent ${exponent.toFixed(2)}`, ms);
  process.exit(0);
}
const lines = await measure();
if (asJson) console.log(JSON.stringify(lines, null, 2));
else print(lines);
