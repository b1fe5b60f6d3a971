/**
 * npm run bench: the built extension in real browsers against floors measured in the same run. Ratios, not times: the
 * machine's noise and speed are in both. With --json, an array of `Line`s on stdout and nothing else. With
 * --only optimiser, no browser: our fitting of weights beside that of fsrs-rs and of Anki, which takes some minutes.
 */
import { execFileSync } from "node:child_process";
import { type Driver, KINDS, launch } from "../support/driver.ts";
import { answer, reachCard } from "../support/study.ts";
import { extensionWithEmptyPage } from "./extension.ts";
import { firstCard } from "./first-card.ts";
import { gradeToNext } from "./grade.ts";
import { type Line, lineOf, type Series } from "./measure.ts";
import { benchOptimiser } from "./optimiser/bench.ts";
import { weigh } from "./weight.ts";

const asJson = process.argv.includes("--json");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;

async function measure(): Promise<Line[]> {
  if (only === "optimiser") return benchOptimiser();
  if (only !== undefined) throw new Error(`--only takes "optimiser", not "${only}"`);
  execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
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
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("osteon");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction("settings", "readwrite");
    transaction.objectStore("settings").put({ key: "newPerDay", value: 200 });
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    db.close();
  });
  await page.close();
}

function print(lines: readonly Line[]): void {
  for (const { what, ratio, bar, ours, floor, unit, spread } of lines) {
    const verdict = ratio <= bar ? "within" : "above";
    console.log(`${what}\n  ${ratio} ± ${spread} (${ours} / ${floor} ${unit}), ${verdict} the ${bar} we aim at`);
  }
}

const lines = await measure();
if (asJson) console.log(JSON.stringify(lines, null, 2));
else print(lines);
