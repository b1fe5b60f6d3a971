import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Paths with forward slashes, relative to the extension's folder, and what stands there. @typedef {Map<string, Uint8Array>} Files */

/** The checkout's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text);

/** @param {unknown} value */
export const json = (value) => bytes(`${JSON.stringify(value, null, 2)}\n`);

/**
 * Makes a folder hold exactly these files. What is the same is left alone, and the folder itself stays, so that a
 * browser that watches it reloads once and never finds it gone.
 * @param {string} folder
 * @param {Files} files
 */
export function write(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const path of filesUnder(folder)) if (!files.has(path)) rmSync(join(folder, path));
  for (const [path, content] of files) {
    const target = join(folder, path);
    if (existsSync(target) && Buffer.compare(readFileSync(target), content) === 0) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

/** The names of the folders within a folder, sorted, so that no build depends on the order a disk gives. @param {string} path */
export function foldersIn(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * All files under a folder, as sorted paths relative to it, with forward slashes.
 * @param {string} folder
 * @param {(name: string) => boolean} enter whether to look into a folder of that name
 * @returns {string[]}
 */
export function filesUnder(folder, enter = () => true) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory() || !enter(entry.name)) return [];
      return filesUnder(join(folder, entry.name), enter).map((path) => `${entry.name}/${path}`);
    })
    .sort();
}
