import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { zipSync } from "fflate";
import type { Driver } from "../support/extension/driver.ts";
import { forgetCard, keepCard, scriptsUntilCard } from "./first-card.ts";
import { type StudyPage, staticName } from "./static-page.ts";

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

/** The scripts that a page's HTML names, gzipped: those that stand before a card that was kept. */
export const weighFirstLoad = (page: StudyPage): number => weigh(firstLoad(page));

/** All scripts that a page fetches until its first card is there, where none was kept, gzipped. */
export async function weighUntilCard(driver: Driver, page: StudyPage): Promise<number> {
  // What comes before the first card of all, such as terms, is not in front then.
  await keepCard(driver, page);
  await forgetCard(driver, staticName(page));
  const addresses = await scriptsUntilCard(driver, page);
  const fetched = addresses.map((address) => join("dist/chrome", new URL(address).pathname));
  const missing = firstLoad(page).filter((path) => !fetched.includes(path));
  if (missing.length > 0) throw new Error(`the browser does not tell that it fetched ${missing.join(", ")}`);
  return weigh([...new Set(fetched)]);
}

const weigh = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + gzipped(readFileSync(path)), 0);

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
function firstLoad(page: StudyPage): string[] {
  const folder = `dist/chrome/pages/${page}`;
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const references = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, reference = ""]) => reference);
  return references.map((reference) => join(folder, reference));
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;
