import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { root } from "../build/files.mjs";
import { BROWSERS, puppeteerCache } from "./places.mjs";

/** The release whose Chromium is fetched where there is no apt. */
const PLAYWRIGHT = "playwright-core@1.65.1";
const MINUTE_MS = 60_000;

/**
 * Installs a browser in the ways this machine offers, one after the other, until there is one that serves: what a
 * distribution has may be too old.
 * @param {"chromium" | "firefox"} kind
 * @param {() => boolean} serves whether a browser that will do is there now
 * @returns {string} what went wrong, in a few words
 */
export function install(kind, serves) {
  const troubles = [];
  for (const [name, way] of Object.entries(ways(kind))) {
    console.error(`No ${BROWSERS[kind].title} was found: installing it with ${name} ...`);
    try {
      way();
      if (serves()) return "nothing";
      troubles.push(`${name}: what it has will not do`);
    } catch (error) {
      const [line = "failed"] = String(error instanceof Error ? error.message : error).split("\n");
      troubles.push(`${name}: ${line}`);
      console.error(line);
    }
  }
  return troubles.join("; ");
}

/** @param {"chromium" | "firefox"} kind @returns {Record<string, () => void>} */
function ways(kind) {
  const asRoot = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const apt = {
    "apt-get": () => {
      run("apt-get", ["update", "-qq"]);
      // A fresh machine has no fonts either, and text without glyphs has no width to measure.
      const fonts = ["fonts-dejavu-core", "fonts-noto-color-emoji"];
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", BROWSERS[kind].apt, ...fonts]);
    },
  };
  const download =
    kind === "chromium"
      ? { Playwright: () => run("npx", ["--yes", PLAYWRIGHT, "install", "chromium"]) }
      : { "@puppeteer/browsers": fetchFirefox };
  return asRoot ? { ...apt, ...download } : download;
}

/** Playwright's Firefox is a patched one that speaks no WebDriver BiDi, so Mozilla's own is fetched. */
function fetchFirefox() {
  const cache = puppeteerCache({ env: process.env, platform: process.platform, home: homedir() });
  const tool = join(root, "node_modules/@puppeteer/browsers/lib/cjs/main-cli.js");
  run(process.execPath, [tool, "install", "firefox@stable", "--path", cache]);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  execFileSync(command, args, {
    // The output is for the reader of the log; stdout is kept for what the caller prints.
    stdio: ["ignore", process.stderr, process.stderr],
    timeout: 10 * MINUTE_MS,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    shell: process.platform === "win32" && command === "npx",
  });
}
