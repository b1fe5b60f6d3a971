import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./build/files.mjs";

/** What puts something else in the place of a module, for every file that the same worker runs later. */
const REPLACES_MODULES = /\bvi\.(?:mock|doMock|resetModules)\(/;

/**
 * The files of unit tests that replace modules, from the root: after each of them the worker forgets its modules, see
 * tests/support/suite/fresh-modules.ts. All others share the modules of a worker; tests/support/suite/shared-worker.ts sees
 * to it that none leaves anything else behind.
 */
export function testsThatReplaceModules() {
  return readdirSync(join(root, "tests/unit"), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.test\.tsx?$/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => REPLACES_MODULES.test(readFileSync(path, "utf8")))
    .map((path) => relative(root, path).replaceAll(sep, "/"));
}
