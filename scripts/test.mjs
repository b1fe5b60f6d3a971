/**
 * npm test: everything that must pass, in the order in which it fails soonest. Stops at the first step that fails and
 * names it. What a step needs and the machine lacks is installed or is a failure; the few tests that a machine cannot run
 * are named at the end, with what to do about it.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensureBrowser } from "./browsers.mjs";
import { root } from "./build/files.mjs";
import { lintFirefox } from "./lint-firefox.mjs";
import { tellAll } from "./slowest.mjs";

/** Here each suite of tests leaves how long its tests took. */
const times = mkdtempSync(join(tmpdir(), "osteon-times-"));
process.env.OSTEON_TIMES = join(times, "tests.jsonl");
process.on("exit", () => rmSync(times, { recursive: true, force: true }));

/** @type {[name: string, task: () => void | Promise<void>][]} */
const STEPS = [
  ["browsers", browsers],
  ["types, lint, knip, cards:check", together("typecheck", "lint", "knip", "cards:check")],
  ["unit tests", npm("test:unit")],
  ["build", npm("build")],
  ["web-ext lint", lintFirefox],
  // In one run, so that no core is idle while the last browser test ends.
  ["browser and end-to-end tests, and the fault suite in its short form", npm("test:engines", { OSTEON_BUILT: "1" })],
];

for (const [name, task] of STEPS) {
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\nFAILED: ${name}`);
    process.exit(1);
  }
  console.log(`== ${name}: passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
tellAll(process.env.OSTEON_TIMES);
console.log(`\n${STEPS.length} steps passed, 0 failed`);

/** Before all else: an installation takes longest and fails soonest. */
function browsers() {
  for (const kind of /** @type {const} */ (["chromium", "firefox"])) {
    const { path, version } = ensureBrowser(kind);
    console.log(`${path}: ${version}`);
  }
}

/** Scripts that use one core each; what they print comes one after the other. @param {string[]} scripts */
function together(...scripts) {
  return async () => {
    const ended = await Promise.all(scripts.map(output));
    for (const [i, { text }] of ended.entries()) console.log(`-- ${scripts[i]}\n${text.trimEnd()}`);
    const failed = scripts.filter((_, i) => ended[i]?.status !== 0);
    if (failed.length > 0) throw new Error(`npm run ${failed.join(", npm run ")}: failed`);
  };
}

/** @param {string} script @returns {Promise<{ text: string, status: number | null }>} */
function output(script) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
    child.on("error", reject).on("close", (status) => resolve({ text, status }));
  });
}

/** @param {string} script @param {Record<string, string>} env */
function npm(script, env = {}) {
  return () => {
    const { status, signal, error } = spawnSync("npm", ["run", "--silent", script], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`npm run ${script} ended with ${signal ?? status}`);
  };
}
