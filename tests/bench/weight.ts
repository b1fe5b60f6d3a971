import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { zipSync } from "fflate";

/** What no study page can do without: preact with hooks, and idb, each as one would import it. */
const LIBRARIES = `
  export { render, h, Fragment } from "preact";
  export { jsx, jsxs } from "preact/jsx-runtime";
  export { useState, useEffect, useLayoutEffect, useRef } from "preact/hooks";
  export { openDB } from "idb";
`;

/** Those libraries alone, built as the pages are, gzipped. */
export async function weighLibraries(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: LIBRARIES, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome120", "firefox142"],
    write: false,
  });
  return outputFiles.reduce((sum, file) => sum + gzipped(file.contents), 0);
}

/** The scripts that a page loads before its first card, gzipped. */
export const weighFirstLoad = (page: "popup" | "newtab"): number =>
  firstLoad(page).reduce((sum, path) => sum + gzipped(readFileSync(path)), 0);

/** The heavier of the two packages: the built extension, zipped as for a store. */
export const weighPackage = (): number =>
  Math.max(
    ...["chrome", "firefox"].map((target) => {
      const folder = join("dist", target);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const entries = files.map(({ parentPath, name }) => join(parentPath, name));
      return zipSync(Object.fromEntries(entries.map((path) => [path, new Uint8Array(readFileSync(path))])), {
        level: 9,
      }).length;
    }),
  );

/** The scripts that a page's HTML asks for: its own and the theme's. */
function firstLoad(page: string): string[] {
  const folder = `dist/chrome/pages/${page}`;
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const references = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, reference = ""]) => reference);
  return references.map((reference) => join(folder, reference));
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;
