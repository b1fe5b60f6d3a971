/**
 * npm run test:faults: what may go wrong with browser, clock, disk and file, in real Chromium and Firefox.
 *
 *   npm run test:faults              the short form, part of npm test
 *   npm run test:faults -- --long    the long form, whose figures stand in the README
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { root } from "./build/files.mjs";

const flags = process.argv.slice(2);
for (const flag of flags) if (flag !== "--long") throw new Error(`faults.mjs knows --long, not ${flag}`);

const { status, signal } = spawnSync("npx", ["vitest", "run", "--project", "faults"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, OSTEON_FAULTS: flags.length > 0 ? "long" : "short" },
  shell: process.platform === "win32",
});
if (signal) console.error(`the fault suite was ended by ${signal}`);
process.exit(status ?? 1);
