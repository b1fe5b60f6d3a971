/**
 * Proof with the real thing: packages of random histories go through Anki's own backend and come back.
 *
 *   npm run test:anki              20 histories of 100 to 110 cards, in several time zones
 *   npm run test:anki -- --large   and one of 20,000 cards and 200,000 reviews
 *
 * And the weights that we fit to made-up learners are held against those that Anki's own optimiser fits, and our
 * simulator against Anki's; see fits.ts and simulations.ts.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import { schedulerFor } from "../../src/core/memory/scheduler.ts";
import type { OffsetAt } from "../../src/core/time/study-day.ts";
import { eventsFromAnki, type ImportData } from "../../src/exchange/anki/events-from-anki.ts";
import { cardOfGuid, guidOf } from "../../src/exchange/anki/identity.ts";
import { readAnkiPackage } from "../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../src/exchange/anki/write-package.ts";
import { logsByCard } from "../../src/exchange/study-data.ts";
import { blankInAnki } from "./blank.ts";
import { asHelpSays, someDaysBefore } from "./brought-before.ts";
import { type AnkiResult, compare } from "./compare.ts";
import { compareFits } from "./fits.ts";
import { LABELS } from "./labels.ts";
import { randomHistory } from "./random-history.ts";
import { compareSimulations } from "./simulations.ts";
import { ANKI_VERSION, pythonWithAnki } from "./virtual-environment.ts";

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
const CASES = 20;
const ANSWERS = 25;
const offsetAt: OffsetAt = (atMs) => -new Date(atMs).getTimezoneOffset();

const python = pythonWithAnki();
if ("missing" in python) {
  console.log(`test:anki was not run: ${python.missing}`);
  // At a desk without Python nothing is wrong; where a release is to be proved, something is missing.
  process.exit(process.env.OSTEON_ANKI === "required" ? 1 : 0);
}
const folder = join(tmpdir(), `osteon-anki-${process.pid}`);
mkdirSync(folder, { recursive: true });
const check = new URL("./check.py", import.meta.url).pathname;
const plans = Array.from({ length: CASES }, (_, seed) => ({
  seed,
  cards: 100 + (seed % 11),
  reviewsPerCard: 12,
  spanDays: 500,
  zone: ZONES[seed % ZONES.length] ?? "UTC",
  // Every second learner has adopted weights.
  fitted: seed % 2 === 1,
  // And every other pair of them has brought a package to Anki before.
  broughtBefore: seed % 4 < 2,
}));
if (process.argv.includes("--large"))
  plans.push({
    seed: 1000,
    cards: 20_000,
    reviewsPerCard: 27,
    spanDays: 4000,
    zone: "UTC",
    fitted: false,
    broughtBefore: true,
  });

let failed = 0;
for (const plan of plans) {
  // Node reads the zone anew whenever it is set; Anki reads it when it starts.
  process.env.TZ = plan.zone;
  const startedAt = performance.now();
  const data = randomHistory({ ...plan, nowMs: Date.now(), offsetAt });
  const name = `case-${plan.seed}`;
  const path = join(folder, name);
  writeFileSync(`${path}.apkg`, await writeAnkiPackage(data, LABELS));
  if (plan.broughtBefore)
    writeFileSync(`${path}.before.apkg`, await writeAnkiPackage(someDaysBefore(data, offsetAt), LABELS));
  writeFileSync(
    `${path}.json`,
    JSON.stringify({ rollover: data.settings.rolloverHour, seed: plan.seed, answers: ANSWERS }),
  );
  const run = spawnSync(python.path, [check, folder, name], {
    encoding: "utf8",
    env: { ...process.env, TZ: plan.zone },
  });
  const problems: string[] = [];
  let line = "";
  if (run.status !== 0) problems.push(`Anki stopped: ${run.stderr}`);
  else {
    const result = JSON.parse(readFileSync(`${path}.result.json`, "utf8")) as AnkiResult;
    const compared = compare(data, result);
    problems.push(...compared.problems, ...(plan.broughtBefore ? asHelpSays(result) : []));
    for (const form of ["legacy", "latest"]) {
      problems.push(...(await comeBack(`${path}.${form}.apkg`, data, result)));
      problems.push(...(await comeBack(`${path}.moved-${form}.apkg`, data, result)));
      const bare = await readAnkiPackage(new Blob([new Uint8Array(readFileSync(`${path}.bare-${form}.apkg`))]));
      if (!("problem" in bare) || bare.problem.key !== "anki_noProgress")
        problems.push(`${form}: a package without learning progress was not told apart`);
    }
    if (result.addedCards === 0) problems.push("no template was added in front of ours");
    for (const [what, guids] of Object.entries(result.byHand))
      if (guids.length === 0) problems.push(`no card was changed by hand: ${what}`);
    const { stability, difficulty } = compared.worst;
    const first = result.before ? ` (${result.before.reviews} rows brought before)` : "";
    line = `${compared.cards} cards, ${compared.reviews} reviews${first}; recomputed by Anki within ${stability.toExponential(1)} (S) and ${difficulty.toExponential(1)} (D); ${result.answered.length} answers and resets came back, of ${Object.keys(result.forgotten).length} cards that were reset`;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name} ${plan.zone}: ${line} (${seconds} s)`);
  for (const problem of problems.slice(0, 12)) console.log(`     ${problem}`);
  if (problems.length > 0) failed += 1;
}
const apart = [
  ...(await blankInAnki(python.path, folder)),
  ...(await compareFits(python.path, folder)),
  ...compareSimulations(python.path, folder),
];
if (failed + apart.length === 0) rmSync(folder, { recursive: true, force: true });
console.log(
  failed === 0
    ? `all ${plans.length} histories went through Anki ${ANKI_VERSION} and back`
    : `${failed} failed; see ${folder}`,
);
process.exitCode = failed + apart.length === 0 ? 0 : 1;

/** What Anki exports holds our reviews, recognised, and those that were done there, as events; twice is once. */
async function comeBack(path: string, data: ImportData, result: AnkiResult): Promise<string[]> {
  const found = await readAnkiPackage(new Blob([new Uint8Array(readFileSync(path))]));
  if ("problem" in found) return [`${path}: ${found.problem.key}`];
  const brought = await eventsFromAnki(found.events, data);
  if ("problem" in brought) return [`${path}: ${brought.problem.key}`];
  const { events, leftOut } = brought;
  const say = (guid: string, atMs: number, rating: number) => `${guid} ${atMs} ${rating}`;
  const ours = events.map((event) => say(guidOf(event.card), event.atMs, "rating" in event ? event.rating : 0)).sort();
  const theirs = result.answered.map(([guid, atMs, ease]) => say(guid, atMs, ease)).sort();
  const problems =
    ours.join("\n") === theirs.join("\n") ? [] : [`${path}: ${ours.length} events, ${theirs.length} answers`];
  for (const what of ["due", "suspended", "buried"] as const) {
    const here = [...found.byHand[what].keys()].map(guidOf).sort();
    if (here.join() !== result.byHand[what].join()) problems.push(`${path}: ${what} by hand: ${here}`);
  }
  if (leftOut.cards > 0) problems.push(`${path}: ${leftOut.cards} cards are left out`);
  problems.push(...forgotten(path, data, events, result));
  const again = await eventsFromAnki(found.events, { ...data, events: [...data.events, ...events] });
  if ("problem" in again) problems.push(`${path}: ${again.problem.key}`);
  else if (again.events.length > 0) problems.push(`${path}: a second import adds ${again.events.length} events`);
  return problems;
}

/** A card that was reset there is new here, or as Anki has it where it was answered again. */
function forgotten(path: string, data: ImportData, events: readonly Envelope[], result: AnkiResult): string[] {
  const logs = logsByCard(data.cards, [...data.events, ...events]);
  const scheduler = schedulerFor(data.settings);
  return Object.entries(result.forgotten).flatMap(([guid, { answered, card }]) => {
    const id = cardOfGuid(guid);
    const { phase, memory, reviews } = foldCard((id && logs.get(id)) ?? [], scheduler);
    if (!answered) return phase === "new" ? [] : [`${path}: ${guid} was reset, and is in ${phase} here`];
    const { s = 0, d = 0 } = card.data;
    const isNear = memory && Math.abs(memory.stability - s) < 0.01 && Math.abs(memory.difficulty - d) < 0.01;
    return isNear && reviews === 1 ? [] : [`${path}: ${guid} has ${memory?.stability} days here and ${s} in Anki`];
  });
}
