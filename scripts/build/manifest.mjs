import { readFileSync } from "node:fs";
import { join } from "node:path";
import { json, root } from "./files.mjs";

/** @typedef {"chrome" | "firefox"} Target */

/** @type {readonly Target[]} */
export const TARGETS = ["chrome", "firefox"];

/** Keys that only one browser knows; the other's linter or store objects to them. @type {Record<Target, readonly string[]>} */
const ONLY_FOR = {
  chrome: ["key", "minimum_chrome_version", "background.service_worker"],
  firefox: ["browser_specific_settings", "background.scripts"],
};

/**
 * The manifest of one browser from the one that both share.
 * @param {{target: Target, store: boolean, popupOnly?: boolean}} options `store`: for an upload. The Chrome Web Store gives every item its own
 *   key and refuses a package that brings one, so `key` is for development builds, where it keeps the id (and with it the
 *   origin of the database) the same on every machine. `popupOnly`: new tabs stay the browser's, for those who do not want
 *   to give them away; the page of the study is still there, in a tab of its own.
 */
export function deriveManifest({ target, store, popupOnly = false }) {
  const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
  manifest.version = version();
  for (const other of TARGETS) if (other !== target) for (const path of ONLY_FOR[other]) drop(manifest, path);
  if (store) drop(manifest, "key");
  if (popupOnly) {
    drop(manifest, "chrome_url_overrides");
    manifest.name = "__MSG_extensionNamePopup__";
    manifest.description = "__MSG_extensionDescriptionPopup__";
  }
  return json(manifest);
}

/** The version of package.json, the one place where it is written. @returns {string} */
export function version() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

/**
 * @param {Record<string, unknown>} manifest
 * @param {string} path one or two keys with a dot between
 */
function drop(manifest, path) {
  const [first = "", second] = path.split(".");
  if (second === undefined) delete manifest[first];
  else delete (/** @type {Record<string, unknown>} */ (manifest[first])[second]);
}
