import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export const ANKI_VERSION = "26.9.3";
const CACHE = new URL("../../.cache/", import.meta.url).pathname;

export type Python = { readonly path: string } | { readonly missing: string };

/** A Python with Anki's own package, made once and kept in `.cache`; or why there is none. */
export function pythonWithAnki(): Python {
  const folder = join(CACHE, `anki-${ANKI_VERSION}`);
  const python = join(folder, "bin/python");
  if (existsSync(python) && imports(python)) return { path: python };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  if (spawnSync("python3", ["--version"]).status !== 0) return { missing: "there is no python3 here" };
  if (spawnSync("python3", ["-m", "venv", folder]).status !== 0) return { missing: "python3 has no venv module" };
  const pip = spawnSync(python, ["-m", "pip", "install", "--quiet", `anki==${ANKI_VERSION}`], { encoding: "utf8" });
  if (pip.status === 0 && imports(python)) return { path: python };
  rmSync(folder, { recursive: true, force: true });
  return { missing: `anki ${ANKI_VERSION} cannot be installed from PyPI (${pip.stderr.trim().split("\n").at(-1)})` };
}

const imports = (python: string): boolean => spawnSync(python, ["-c", "import anki.collection"]).status === 0;
