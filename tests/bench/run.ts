/**
 * npm run bench: the built extension in real browsers against floors measured in the same run. Ratios, not times: the
 * machine's noise and speed are in both. Its rows are in `rows.ts`; `--only ID` measures one, or those whose ids begin so.
 * With --json the table and the optimiser print an array of `Line`s; growth and forecast print their own rows, other reports
 * stay text.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { KINDS, type Kind, launch } from "../support/extension/driver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { makeBench } from "./bench.ts";
import { cardList } from "./card-list.ts";
import { drag } from "./drag.ts";
import { examReport, examResults } from "./exam/bench.ts";
import { buildExtension } from "./extension.ts";
import { extensionWithLab, filledProfile, onCopy } from "./filled.ts";
import { benchForecast } from "./forecast/bench.ts";
import { type Growth, growth, type Measured } from "./growth.ts";
import { GROWTH_STEPS, isGrowthStep } from "./growth-steps.ts";
import type { Job } from "./lab/jobs.ts";
import { extensionWithRings, longLogTimes, ringTimes, sliderTimes } from "./look.ts";
import { type Line, lineOf } from "./measure.ts";
import { benchOptimiser } from "./optimiser/bench.ts";
import { type Row, rowsOf } from "./rows.ts";
import { spreadReport } from "./spread.ts";
import { growthOfRows, printHead, printLine, printRowGrowth } from "./table.ts";
import { gradeWaits } from "./waits.ts";

const asJson = process.argv.includes("--json");
/**
 * `--short` takes few rounds of small sizes; `--sizes 1000,10000` chooses the numbers of cards.
 * `--only growth` measures how the work grows, in Chromium; `--sizes 110,1000` with how many cards; `--keep file` goes on
 * with what the file says was measured before, and writes all of it there; `--profiles folder` keeps the filled databases for
 * the next run, `--minutes 3` leaves what takes longer to fill to it, `--steps grade,undo` measures only these. `--only weight`
 * weighs the first scripts.
 * `--only list` scrolls the list of all cards and changes them all at once, with as many as `--cards` says.
 * `--only look` draws rings and moves the slider of the progress page; `--only log --events 1000000` opens it on so long a log,
 * `--browser firefox` in one browser alone, `--minutes 5` measures what could be filled by then. `--only drag` drags the desired retention along the plots of the forecast.
 * `--only optimiser --sizes 50000` times the fitting of so many reviews, and leaves out what is predicted.
 */
const only = argument("--only");
const sizes = argument("--sizes")?.split(",");
const isShort = process.argv.includes("--short");
const DECKS = [110, 1000, 10_000, 100_000];

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Measures the rows that are asked for, one after the other, and hands each on as soon as it is there. */
async function measure(rows: readonly Row[], tell: (line: Line) => void): Promise<Line[]> {
  const bench = makeBench({ isShort, profiles: argument("--profiles") ?? null });
  const lines: Line[] = [];
  try {
    for (const { measure: samples, ...row } of rows) {
      try {
        const found = await samples(bench);
        if ("missing" in found) {
          console.error(`${row.id} is left out: ${found.missing}`);
          continue;
        }
        const line = lineOf({ ...row, ...found });
        tell(line);
        lines.push(line);
      } catch (error) {
        // One that could not be measured costs no other.
        console.error(`${row.id} could not be measured:`, error);
        process.exitCode = 1;
      }
    }
  } finally {
    await bench.close();
  }
  return lines;
}

function measureGrowth(): Promise<Growth[]> {
  buildExtension();
  const file = argument("--keep");
  const known: Measured = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const steps = argument("--steps")?.split(",") ?? Object.keys(GROWTH_STEPS);
  return growth("chromium", {
    sizes: (sizes ?? DECKS).map(Number),
    steps: steps.filter(isGrowthStep),
    profiles: argument("--profiles") ?? temporaryFolder("bench"),
    budgetMs: Number(argument("--minutes") ?? 60) * 60_000,
    known,
    keep(measured) {
      if (file) writeFileSync(file, JSON.stringify(measured, null, 2));
    },
  });
}

function printGrowth(rows: readonly Growth[]): void {
  if (asJson) console.log(JSON.stringify(rows, null, 2));
  else for (const { what, values, exponent } of rows) console.log(`${what}: exponent ${exponent.toFixed(2)}`, values);
}

/** The table, or the rows of it whose ids are asked for, or begin so, with a comma between. */
async function printTable(wanted: readonly string[] | undefined): Promise<void> {
  const all = rowsOf({ sizes: sizes?.map(Number) ?? null, isShort });
  const rows = wanted
    ? all.filter(({ id }) => wanted.some((one) => id === one || id.startsWith(`${one}-`)))
    : all.filter(({ isLong = false }) => !(isShort && isLong));
  if (rows.length === 0) {
    const known = [...all.map(({ id }) => id), ...Object.keys(REPORTS)];
    throw new Error(`--only takes one of these, or what several of them begin with: ${known.join(", ")}`);
  }
  if (!asJson) printHead();
  const lines = await measure(rows, asJson ? () => {} : printLine);
  if (!asJson) printRowGrowth(growthOfRows(rows, lines));
  printLines(lines);
}

/** What was not printed row by row. */
function printLines(lines: readonly Line[]): void {
  if (asJson) console.log(JSON.stringify(lines, null, 2));
}

async function printOptimiser(): Promise<void> {
  const lines = await benchOptimiser(sizes);
  if (!asJson) {
    printHead();
    for (const line of lines) printLine(line);
  }
  printLines(lines);
}

async function measureList(): Promise<void> {
  buildExtension();
  const count = Number(argument("--cards") ?? "20000");
  for (const kind of kinds()) console.log(`${kind}, ${count} cards:`, await cardList(kind, count));
}

const kinds = (): readonly Kind[] => KINDS.filter((kind) => (argument("--browser") ?? kind) === kind);

async function measureLook(): Promise<void> {
  buildExtension();
  for (const kind of kinds()) {
    const driver = await launch(kind, { extension: await extensionWithRings(kind) });
    try {
      console.log(`${kind}, a ring:`, await ringTimes(driver));
      console.log(`${kind}, the slider:`, await sliderTimes(driver));
    } finally {
      await driver.close();
    }
  }
}

/** Cards of the long log; fifty reviews each make a million events. */
const CARDS_OF_LOG = 20_000;

async function measureLog(): Promise<void> {
  buildExtension();
  const events = Number(argument("--events") ?? "1000000");
  const budgetMs = Number(argument("--minutes") ?? 60) * 60_000;
  const profiles = argument("--profiles") ?? temporaryFolder("bench");
  for (const kind of kinds()) {
    const extension = await extensionWithLab(kind);
    const filling = { cards: CARDS_OF_LOG, reviewsEach: Math.round(events / CARDS_OF_LOG), budgetMs };
    const { path, isWhole } = await filledProfile(kind, extension, profiles, filling);
    const stands = isWhole ? "" : ", of which the last lines above were not all written and copied in that time";
    console.log(`${kind}, ${events} events of ${CARDS_OF_LOG} cards${stands}:`);
    console.log(await onCopy(kind, extension, path, longLogTimes));
  }
}

/** `--only waits --sizes 20000 --jobs exam,anki`: a grade beside each of these jobs. */
async function measureWaits(): Promise<void> {
  buildExtension();
  const jobs = (argument("--jobs") ?? "exam,workload,hindcast,memories,json,anki,preview").split(",") as Job[];
  const profiles = argument("--profiles") ?? temporaryFolder("bench");
  for (const kind of kinds()) {
    for (const cards of (sizes ?? ["20000"]).map(Number)) {
      for (const row of await gradeWaits(kind, { cards, jobs, profiles })) console.log(`${kind}:`, row);
    }
  }
}

async function measureDrag(): Promise<void> {
  buildExtension();
  for (const kind of kinds()) console.log(`${kind}, three years:`, await drag(kind));
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

/**
 * `--only taking-in --sizes 100000`: a first exchange with a shared folder of so many events, and two later ones; with
 * `--browser chromium` in the built extension, while somebody studies.
 */
async function printTakingIn(): Promise<void> {
  if (argument("--browser") === "chromium") {
    const { takingInBrowser } = await import("./taking-in-browser.ts");
    for (const size of sizes ?? ["100000"])
      console.log(`${size} events:`, JSON.stringify(await takingInBrowser(Number(size)), null, 2));
    return;
  }
  const { takingIn } = await import("./taking-in.ts");
  for (const size of sizes ?? ["10000", "100000"]) {
    const { seconds, first, nothingNew, oneSegment } = await takingIn(Number(size));
    console.log(
      `${size} events: ${seconds.toFixed(1)} s, ${first} bytes read; ` +
        `then with nothing new ${nothingNew}, with a segment that is new ${oneSegment}`,
    );
  }
}

/** What is told in another form than the table, or takes too long for it: each only where it is asked for. */
const REPORTS: Readonly<Record<string, () => Promise<void>>> = {
  growth: async () => printGrowth(await measureGrowth()),
  list: measureList,
  look: measureLook,
  log: measureLog,
  drag: measureDrag,
  waits: measureWaits,
  optimiser: printOptimiser,
  "taking-in": printTakingIn,
  forecast: async () => printForecast(),
  spread: async () => console.log(spreadReport().join("\n")),
  exam: async () => console.log(examReport(examResults(Number(argument("--learners") ?? "200"))).join("\n")),
};

const report = only === undefined ? undefined : REPORTS[only];
await (report ? report() : printTable(only?.split(",")));
