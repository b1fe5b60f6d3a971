import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { zipSync } from "fflate";
import { filesUnder, root } from "./files.mjs";
import { deriveManifest, TARGETS, version } from "./manifest.mjs";

/** Zip keeps local times without a zone: this is its first, 1980-01-01 00:00, wherever the package is made. */
const MTIME = new Date(1980, 0, 1);

/**
 * The two store packages and the source package that Mozilla's reviewers rebuild them from. The same sources give the
 * same bytes on every machine.
 * @param {import("./files.mjs").Files} shared all files of the extension but the manifest
 * @param {string} out the folder in which `package` is made
 */
export function packageAll(shared, out) {
  mkdirSync(join(out, "package"), { recursive: true });
  const archives = [
    ...TARGETS.map((target) => {
      const files = new Map([...shared, ["manifest.json", deriveManifest({ target, store: true })]]);
      return /** @type {const} */ ([target, zip([...files].map(([path, content]) => [path, content, 0o644]))]);
    }),
    /** @type {const} */ (["source", zip(sources())]),
  ];
  for (const [name, content] of archives) {
    const path = join("package", `osteon-${name}-${version()}.zip`);
    writeFileSync(join(out, path), content);
    console.log(`${path}: ${content.length} bytes`);
  }
}

/** @param {[path: string, content: Uint8Array, mode: number][]} entries */
function zip(entries) {
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      // 3: made on Unix, so that unpacking restores the executable bit.
      sorted.map(([path, content, mode]) => [path, [content, { mtime: MTIME, level: 9, os: 3, attrs: mode << 16 }]]),
    ),
  );
}

/** @returns {[path: string, content: Uint8Array, mode: number][]} */
function sources() {
  return sourcePaths().map((path) => {
    const full = join(root, path);
    const mode = statSync(full).mode & 0o100 ? 0o755 : 0o644;
    return [path, new Uint8Array(readFileSync(full)), mode];
  });
}

/** Everything that git does not ignore, asked of git or, in an unpacked source package, of .gitignore itself. */
function sourcePaths() {
  if (isCheckout()) {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const paths = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0");
    return paths.filter((path) => path !== "" && existsSync(join(root, path)));
  }
  const ignored = readFileSync(join(root, ".gitignore"), "utf8").split("\n").filter(Boolean);
  const folders = new Set(ignored.filter((line) => line.endsWith("/")).map((line) => line.slice(0, -1)));
  const endings = ignored.filter((line) => line.startsWith("*")).map((line) => line.slice(1));
  return filesUnder(root, (name) => !folders.has(name)).filter((path) => !endings.some((end) => path.endsWith(end)));
}

function isCheckout() {
  try {
    const top = execFileSync("git", ["rev-parse", "--show-toplevel"], { cwd: root, stdio: "pipe", encoding: "utf8" });
    return resolve(top.trim()) === resolve(root);
  } catch {
    // No git, or no repository: an unpacked source package.
    return false;
  }
}
