import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

/** The checkout's folder. */
export const ROOT = join(import.meta.dirname, "../../..");

/** A file of the checkout, with its path from the root in forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** All files under a folder of the checkout whose names end so. */
export function filesIn(folder: string, ending: RegExp): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((full) => ({ path: relative(ROOT, full).split(sep).join("/"), text: readFileSync(full, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;"'`]*?from\s*"([^"\n]+)"|(?<!["'`])\bimport\s*\(?\s*"([^"\n]+)"/g;

/** What a file imports: paths from the root for files of the checkout, names for packages. */
export function importsOf({ path, text }: Source): readonly string[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const target = match[1] ?? match[2] ?? "";
    return target.startsWith(".") ? posix.join(dirname(path), target) : target;
  });
}
