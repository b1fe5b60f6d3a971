import { basename, join, relative } from "node:path";
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
  // Never an absolute path: it would be in the names of the files, and those must be the same on every machine.
  const inRoot = (/** @type {string} */ path) => relative(root, path).replaceAll("\\", "/");
  return {
    name: "stand-on-the-page",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
        kind === "dynamic-import" ? { path: inRoot(join(resolveDir, path)), namespace: "later" } : undefined,
      );
      build.onLoad({ filter: /./, namespace: "later" }, ({ path }) => {
        const own = files.findIndex((modules) => modules.includes(path));
        const before = own < 0 ? files : files.slice(0, own + 1);
        const imports = before.flat().map((one) => `import "./${one}";\n`);
        return { contents: `${imports.join("")}export * from "./${path}";\n`, resolveDir: root };
      });
    },
  };
}

/**
 * The script that a page's HTML loads, from the page's folder: the one file of all that it begins with. That is main.js,
 * or the file that main.js has in common with what comes later, and to which it then adds nothing.
 * @param {NonNullable<import("esbuild").Metafile>["outputs"]} outputs what esbuild says of the files that it made
 * @param {string} main the path of the page's main.js
 * @throws where it would be more than one file, which the first card would wait for
 */
export function firstScript(outputs, main) {
  const importsOf = (/** @type {string} */ path) =>
    (outputs[path]?.imports ?? []).filter(({ kind }) => kind === "import-statement").map(({ path: to }) => to);
  const [common, ...more] = importsOf(main);
  if (common === undefined) return basename(main);
  const isEmpty = Object.keys(outputs[main]?.inputs ?? {}).length === 0;
  if (!isEmpty || more.length > 0 || importsOf(common).length > 0) {
    throw new Error(`${main} would begin with more than one file: see scripts/build/later.mjs`);
  }
  return basename(common);
}
