import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";
import { testsThatReplaceModules } from "./scripts/unit-tests.mjs";
import LongestFirst from "./tests/support/suite/longest-first.ts";

// For workers, which begin later. Of code that runs for as long as a test, V8 spends a quarter of its time on making it
// faster: it begins with what is made at once, and optimises only what runs much longer. And few rows outlive a test, so
// that collecting them seldom costs less.
const FLAGS = ["--interrupt-budget=1000000", "--min-semi-space-size=64", "--max-semi-space-size=64"];
for (const flag of FLAGS) setFlagsFromString(flag);

const replacing = testsThatReplaceModules();

const unit = {
  pool: "threads",
  // Vitest leaves one core to whoever watches; nobody watches npm cit.
  maxWorkers: "100%",
  // Some start a program of their own, on machines that are busy.
  testTimeout: 60_000,
} as const;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    reporters: ["default", "./scripts/slowest.mjs"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...unit,
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          exclude: replacing,
          // The files of a worker share its modules: loading them anew for each took longer than many a test.
          isolate: false,
          setupFiles: "tests/support/suite/shared-worker.ts",
        },
      },
      {
        extends: true,
        test: {
          ...unit,
          name: "unit-alone",
          include: replacing,
          // The files of a worker share what it took to start it, and no module of ours.
          isolate: false,
          setupFiles: ["tests/support/suite/fresh-modules.ts", "tests/support/suite/shared-worker.ts"],
        },
      },
      {
        extends: true,
        test: {
          // Real engines: the database and whole journeys through the built extension.
          name: "browser",
          include: ["tests/browser/**/*.test.ts", "tests/e2e/**/*.test.ts"],
          globalSetup: "tests/support/suite/build-once.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One more than two cores carry: a test waits for its browser, and now and then neither of them has work to do.
          maxWorkers: 3,
          // Its workers are processes, which have no flags but those that they are given.
          execArgv: FLAGS,
          // One process runs many files, so that a browser is lent from file to file (tests/support/extension/browsers.ts).
          isolate: false,
          // On a busy machine a browser stumbles now and then while it starts. Twice in a row is a failure; at a
          // developer's desk once is, and what guards the user's data (faults, below) is never tried again.
          retry: process.env.CI ? 1 : 0,
        },
      },
      {
        extends: true,
        test: {
          // What may go wrong with browser, clock, disk and file; see scripts/faults.mjs.
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          globalSetup: "tests/support/suite/build-once.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          execArgv: FLAGS,
          // As above; and to start a process for each file and load its modules took a second of processor time.
          isolate: false,
        },
      },
    ],
  },
});
