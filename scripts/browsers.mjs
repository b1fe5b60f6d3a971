/**
 * Finds the browsers on this machine, and installs those that it lacks.
 *
 *   node scripts/browsers.mjs            both engines: where they are, installing what is missing
 *   node scripts/browsers.mjs firefox    one
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { install } from "./browsers/install.mjs";
import { BROWSERS } from "./browsers/places.mjs";
import { plainly } from "./plainly.mjs";

/** @typedef {"chromium" | "firefox"} Kind */
/**
 * What finding depends on, so that a test can pass a machine of its own.
 * @typedef {{env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string}} Host
 */
/** @typedef {{kind: Kind, path: string, version: string, branded: boolean}} Browser */

/** @type {Host} */
const THIS = { env: process.env, platform: process.platform, home: homedir() };

/** Branded Chrome ignores --load-extension from 137 on; the DevTools protocol can still load one. */
export const BRANDED_SENTENCE =
  "This is Google's own build of Chrome, which ignores --load-extension since version 137; the extension is loaded " +
  "over the DevTools protocol instead. If it does not appear, install Chromium or set CHROME_PATH to one.";

/**
 * The first browser of a kind that starts and is new enough; the one that the environment names before all others.
 * @param {Kind} kind
 * @param {Host} host
 * @returns {Browser | null}
 */
export function findBrowser(kind, host = THIS) {
  const { env: variables } = BROWSERS[kind];
  for (const name of variables) {
    const path = host.env[name];
    if (!path) continue;
    const browser = inspect(kind, path, host);
    if (browser === null) throw new Error(`${name} is ${path}, which is no ${kind} that can be used here.`);
    return browser;
  }
  for (const path of candidates(kind, host)) {
    const browser = inspect(kind, path, host);
    if (browser !== null) return browser;
  }
  return null;
}

/** What was found, or installed: each browser is asked for its version once. @type {Map<Kind, Browser>} */
const ensured = new Map();

/**
 * The browser of a kind, installed if there is none.
 * @param {Kind} kind
 * @returns {Browser}
 */
export function ensureBrowser(kind) {
  const browser = ensured.get(kind) ?? findOrInstall(kind);
  ensured.set(kind, browser);
  return browser;
}

/** @param {Kind} kind @returns {Browser} */
function findOrInstall(kind) {
  const found = findBrowser(kind);
  if (found !== null) return found;
  const { title, minimum, env } = BROWSERS[kind];
  const trouble = install(kind, () => findBrowser(kind) !== null);
  const installed = findBrowser(kind);
  if (installed !== null) return installed;
  throw new Error(
    `${title} ${minimum} or later is needed, none was found and none could be installed (${trouble}): ` +
      `install it, or set ${env[0]} to its program.`,
  );
}

/**
 * Every program that may be the browser, best first; they need not exist.
 * @param {Kind} kind
 * @param {Host} host
 */
export function candidates(kind, host) {
  const { commands, files, downloads } = BROWSERS[kind];
  const folders = (host.env.PATH ?? "").split(delimiter).filter(Boolean);
  const ending = host.platform === "win32" ? ".exe" : "";
  const onPath = commands.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
  const fixed = files(host);
  const downloaded = downloads(host).flatMap(({ folder, prefix, programs }) =>
    newestFirst(folder, prefix).flatMap((name) => programs.map((program) => join(folder, name, program))),
  );
  const all = [...onPath, ...fixed, ...downloaded];
  // Google's own build last: see BRANDED_SENTENCE.
  const branded = (/** @type {string} */ path) =>
    /google[- ]?chrome(?! for testing|-for-testing)|Google\/Chrome/i.test(path);
  return [...all.filter((path) => !branded(path)), ...all.filter(branded)];
}

/**
 * @param {Kind} kind
 * @param {string} path
 * @param {Host} host
 * @returns {Browser | null} null for what does not exist, does not start or is too old
 */
function inspect(kind, path, host) {
  try {
    if (!statSync(path).isFile()) return null;
    accessSync(path, constants.X_OK);
  } catch {
    return null;
  }
  const version = host.platform === "win32" ? "" : versionOf(path);
  if (version === null) return null;
  const major = Number(version.match(/(\d+)\./)?.[1] ?? Number.POSITIVE_INFINITY);
  if (major < BROWSERS[kind].minimum) return null;
  return { kind, path, version: version || path, branded: /^Google Chrome (?!for Testing)/.test(version) };
}

/**
 * What `--version` prints, which also tells a browser from a stub that only says where to get one. Not asked on
 * Windows, where it opens a window.
 * @param {string} path
 */
function versionOf(path) {
  try {
    // stderr is ignored: Debian's launcher of Chromium complains there about nothing.
    return execFileSync(path, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 20_000,
    }).trim();
  } catch {
    return null;
  }
}

/** @param {string} folder @param {string} prefix */
function newestFirst(folder, prefix) {
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
    return names.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  } catch {
    // No such folder: nothing was downloaded.
    return [];
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.slice(2);
  await plainly(() => {
    for (const kind of /** @type {const} */ (["chromium", "firefox"])) {
      if (wanted.length > 0 && !wanted.includes(kind)) continue;
      const { path, version } = ensureBrowser(kind);
      console.log(`${kind}: ${path} (${version})`);
    }
  });
}
