/**
 * A reporter for vitest: the ten slowest tests of a run, so that what makes everybody wait is seen. Where several suites run
 * one after the other, OSTEON_TIMES names a file in which each leaves its times, see test.mjs.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import process from "node:process";

const MOST = 10;
/** @typedef {{ name: string, ms: number }} Timed */
/** @typedef {import("vitest/node").Reporter} Reporter */

/** @param {readonly Timed[]} tests */
function tell(tests) {
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, MOST);
  console.log(`\nThe slowest ${slowest.length} of ${tests.length} tests:`);
  for (const { name, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
}

/** Tells of all suites that left their times in the file. @param {string} file */
export function tellAll(file) {
  if (!existsSync(file)) return;
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  tell(lines.map((line) => JSON.parse(line)));
}

/** @implements {Reporter} */
export default class SlowestTests {
  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId}: ${test.fullName}`,
        ms: test.diagnostic()?.duration ?? 0,
      })),
    );
    const file = process.env.OSTEON_TIMES;
    if (file === undefined) return tell(tests);
    appendFileSync(file, tests.map((test) => `${JSON.stringify(test)}\n`).join(""));
  }
}
