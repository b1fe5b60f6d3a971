import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Series } from "./measure.ts";

/** What no study page can do without: preact with hooks, idb, ts-fsrs, each as one would import it. */
const FLOOR = `
  export { render, h, Fragment } from "preact";
  export { useState, useEffect, useLayoutEffect, useRef } from "preact/hooks";
  export { openDB } from "idb";
  export { fsrs, forgetting_curve, default_w } from "ts-fsrs";
`;

/** The scripts that a page loads before its first card, gzipped, against those libraries alone, built the same way. */
export async function weigh(page: "popup" | "newtab"): Promise<Series> {
  const { outputFiles } = await build({
    stdin: { contents: FLOOR, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome120", "firefox142"],
    write: false,
  });
  const floor = outputFiles.reduce((sum, file) => sum + gzipped(file.contents), 0);
  const ours = firstLoad(page).reduce((sum, path) => sum + gzipped(readFileSync(path)), 0);
  return {
    id: `weight-${page}`,
    what: `${page}: first-load scripts gzipped, against preact + idb + ts-fsrs`,
    bar: 2,
    unit: "bytes",
    ours: [ours],
    floor: [floor],
  };
}

/** The scripts that a page's HTML asks for: its own and the theme's. */
function firstLoad(page: string): string[] {
  const folder = `dist/chrome/pages/${page}`;
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const references = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, reference = ""]) => reference);
  return references.map((reference) => join(folder, reference));
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;
