import { dirname, join, relative } from "node:path";
import { root } from "./files.mjs";

/**
 * Lets what a page imports with `import("…")` stand on the files that the page has loaded by then. esbuild puts what several
 * modules have in common into files apart from all of them, so a page would begin with many files, and load a few more for
 * whatever comes later. Here each later module imports what comes before it as well, so all that is common to both is in
 * those files, and nowhere else.
 * @param {readonly (readonly string[])[]} files the modules of each file, in the order in which the page loads them, from the
 *   checkout's folder: first the one that the page begins with. Any other later module stands on all of them
 * @returns {import("esbuild").Plugin}
 */
export function standOn(files) {
  return standOnAll((path) => {
    const own = files.findIndex((modules) => modules.includes(path));
    return (own < 0 ? files : files.slice(0, own + 1)).flat();
  });
}

/**
 * As `standOn`, where a later module belongs to one of several pages, or to more than one. A page's main module stands on
 * others as well where it is given to esbuild as `later:` and its path.
 * @param {(path: string) => readonly string[]} before the modules that have been loaded before a later one, by its path from
 *   the checkout's folder
 * @returns {import("esbuild").Plugin}
 */
export function standOnAll(before) {
  // Never an absolute path: it would be in the names of the files, and those must be the same on every machine.
  const inRoot = (/** @type {string} */ path) => relative(root, path).replaceAll("\\", "/");
  return {
    name: "stand-on-the-page",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
        kind === "dynamic-import" ? { path: inRoot(join(resolveDir, path)), namespace: "later" } : undefined,
      );
      build.onResolve({ filter: /^later:/ }, ({ path }) => ({ path: path.slice("later:".length), namespace: "later" }));
      build.onLoad({ filter: /./, namespace: "later" }, ({ path }) => {
        const imports = before(path).map((one) => `import "./${one}";\n`);
        return { contents: `${imports.join("")}export * from "./${path}";\n`, resolveDir: root };
      });
    },
  };
}

/**
 * The scripts that a page loads before it does anything, from the page's folder, of which its HTML asks for the last. Where
 * main.js adds nothing to a file that it has in common with what comes later, that file stands for it.
 * @param {NonNullable<import("esbuild").Metafile>["outputs"]} outputs what esbuild says of the files that it made
 * @param {string} main the path of the page's main.js
 * @param {number} most as many as it may be at most: each takes the browser time of its own
 * @returns {readonly string[]}
 * @throws where they would be more
 */
export function firstScripts(outputs, main, most = 1) {
  const importsOf = (/** @type {string} */ path) =>
    (outputs[path]?.imports ?? []).filter(({ kind }) => kind === "import-statement").map(({ path: to }) => to);
  const isEmpty = Object.values(outputs[main]?.inputs ?? {}).every(({ bytesInOutput }) => bytesInOutput === 0);
  const others = importsOf(main);
  // Of several the one that asks for the rest.
  const whole = others.find((one) => others.every((other) => other === one || importsOf(one).includes(other)));
  const last = isEmpty && whole !== undefined ? whole : main;
  const found = new Set([last]);
  for (const path of found) for (const to of importsOf(path)) found.add(to);
  if (found.size > most) {
    throw new Error(`${main} would begin with ${found.size} files, not ${most}: see scripts/build/bundle.mjs`);
  }
  return [...found].reverse().map((path) => relative(dirname(main), path).replaceAll("\\", "/"));
}
