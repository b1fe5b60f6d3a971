/**
 * A reporter for vitest: the ten slowest tests of a run, so that what makes everybody wait is seen, those that were
 * skipped, with what to do about it, and those that were tried again, with why. Where several suites run one after the other, OSTEON_TIMES names a file in which each
 * leaves what it has to tell, see test.mjs.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import process from "node:process";

const MOST = 10;
/** @typedef {{ name: string, ms: number, skipped: boolean, firstFailure?: string | undefined }} Timed */
/** @typedef {import("vitest/node").Reporter} Reporter */

/** Why the tests of a file may not be run, and what to do about it. @type {[file: string, why: string][]} */
const WHY = [
  [
    "tests/faults/full-disk.test.ts",
    "No small disk could be mounted to fill. On Linux, as root or as a user with sudo that asks no password, they run",
  ],
  ["tests/faults/tear.test.ts", "In the long form only: npm run test:faults -- --long"],
  ["tests/unit/scripts/browsers.test.ts", "About places that Windows does not have"],
];

/** @param {readonly Timed[]} all */
function tell(all) {
  const tests = all.filter(({ skipped }) => !skipped);
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, MOST);
  console.log(`\nThe slowest ${slowest.length} of ${tests.length} tests:`);
  for (const { name, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
  const retried = tests.filter(({ firstFailure }) => firstFailure !== undefined);
  if (retried.length > 0) console.log(`\nPassed at the second try, and failed at the first with:`);
  for (const { name, firstFailure } of retried) console.log(`  ${name}:\n    ${firstFailure}`);
  const skipped = all.filter((test) => test.skipped);
  if (skipped.length === 0) return;
  console.log(`\nNot run: ${skipped.length} tests`);
  for (const why of new Set(skipped.map(whyNot))) {
    console.log(`  ${why}:`);
    for (const test of skipped) if (whyNot(test) === why) console.log(`    ${test.name}`);
  }
}

/** What failed, and where. @param {{ readonly message: string, readonly stacks?: readonly { readonly file: string, readonly line: number }[] } | undefined} error */
function firstLines(error) {
  const [message = ""] = (error?.message ?? "").split("\n");
  const { file = "", line = 0 } = error?.stacks?.find((one) => one.file.includes(".test.")) ?? {};
  return `${message} (${file.split("/").slice(-3).join("/")}:${line})`;
}

/** @param {Timed} test */
const whyNot = ({ name }) =>
  WHY.find(([file]) => name.startsWith(file))?.[1] ?? "for no reason that scripts/slowest.mjs knows";

/** Tells of all suites that left their times in the file. @param {string} file */
export function tellAll(file) {
  if (!existsSync(file)) return;
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  tell(lines.map((line) => JSON.parse(line)));
}

/** @implements {Reporter} */
export default class SlowestTests {
  /** Some tests were asked for by name; the others are not missing. */
  #onlySome = false;

  /** @param {import("vitest/node").Vitest} vitest */
  onInit(vitest) {
    this.#onlySome = vitest.config.testNamePattern !== undefined;
  }

  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId}: ${test.fullName}`,
        ms: test.diagnostic()?.duration ?? 0,
        skipped: test.result().state === "skipped" && !this.#onlySome,
        firstFailure: test.diagnostic()?.retryCount ? firstLines(test.result().errors?.[0]) : undefined,
      })),
    );
    const file = process.env.OSTEON_TIMES;
    if (file === undefined) return tell(tests);
    appendFileSync(file, tests.map((test) => `${JSON.stringify(test)}\n`).join(""));
  }
}
