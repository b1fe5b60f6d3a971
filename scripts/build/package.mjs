import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { bytes, root } from "./files.mjs";
import { deriveManifest, TARGETS, version } from "./manifest.mjs";

/** @typedef {[path: string, content: Uint8Array, mode: number]} Entry */

/** Zip keeps local times without a zone: this is its first, 1980-01-01 00:00, wherever the package is made. */
const MTIME = new Date(1980, 0, 1);

/**
 * The store packages, two for each browser, with and without its new tabs, and the source package that Mozilla's reviewers rebuild them from. The same sources give the
 * same bytes on every machine.
 * @param {import("./files.mjs").Files} shared all files of the extension but the manifest
 * @param {Entry[]} sources see `readSources`
 */
export function packageAll(shared, sources) {
  const folder = join(root, "package");
  mkdirSync(folder, { recursive: true });
  const archives = [
    ...TARGETS.flatMap((target) =>
      [false, true].map((popupOnly) => {
        const files = new Map([...shared, ["manifest.json", deriveManifest({ target, store: true, popupOnly })]]);
        const name = popupOnly ? `${target}-popup-only` : target;
        return /** @type {const} */ ([name, zip([...files].map(([path, content]) => [path, content, 0o644]))]);
      }),
    ),
    /** @type {const} */ (["source", zip(sources)]),
  ];
  for (const [name, content] of archives) {
    const path = join("package", `osteon-${name}-${version()}.zip`);
    writeFileSync(join(root, path), content);
    console.log(`${path}: ${content.length} bytes`);
  }
}

/** @param {Entry[]} entries */
function zip(entries) {
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      // 3: made on Unix, so that unpacking restores the executable bit.
      sorted.map(([path, content, mode]) => [path, [content, { mtime: MTIME, level: 9, os: 3, attrs: mode << 16 }]]),
    ),
  );
}

/**
 * What the source package holds.
 * @returns {Entry[]}
 * @throws in a folder that is not as it was committed, or neither a checkout nor an unpacked source package
 */
export function readSources() {
  const paths = sourcePaths();
  const list = bytes(paths.map((path) => `${path}\n`).join(""));
  return [
    ...paths.map((path) => {
      const full = join(root, path);
      const mode = statSync(full).mode & 0o100 ? 0o755 : 0o644;
      return /** @type {Entry} */ ([path, new Uint8Array(readFileSync(full)), mode]);
    }),
    [LIST, list, 0o644],
  ];
}

/** What a source package says of itself, so that it can be made again where no git can be asked. */
const LIST = "sources.txt";

/**
 * What git tracks, and nothing that lies beside it: keys and notes of one's own lie there as well. Refused is a folder
 * that is not as it was committed, because nobody could build the same again.
 */
function sourcePaths() {
  if (!isCheckout()) {
    const list = join(root, LIST);
    if (!existsSync(list)) throw new Error(`no source package: this is no checkout, and there is no ${LIST}`);
    return readFileSync(list, "utf8").split("\n").filter(Boolean);
  }
  const changed = git("status", "--porcelain", "--untracked-files=all").trimEnd();
  if (changed !== "") throw new Error(`no source package of what is not committed:\n${changed}`);
  return git("ls-files", "-z", "--cached").split("\0").filter(Boolean).sort();
}

function isCheckout() {
  try {
    return realpathSync(git("rev-parse", "--show-toplevel").trim()) === realpathSync(root);
  } catch {
    // No git, or no repository: an unpacked source package.
    return false;
  }
}

/** @param {string[]} words */
const git = (...words) => execFileSync("git", words, { cwd: root, stdio: "pipe", encoding: "utf8" });
