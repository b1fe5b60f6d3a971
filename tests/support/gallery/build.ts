import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { checkFolder } from "../../../cards/index.ts";
import { buildMap } from "../../../cards/map/index.ts";
import { poll } from "../extension/driver/page.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Osteon's components</title>
    <link rel="stylesheet" href="main.css" />
  </head>
  <body><script src="main.js"></script></body>
</html>
`;

/**
 * The gallery: every state of every component, without an extension around it. All test files of a run share one.
 * @returns its file address; add `?state=choice-answer&theme=dark&layout=popup`
 */
export async function buildGallery(): Promise<string> {
  const run = process.env.OSTEON_PROFILES;
  const out = run === undefined ? temporaryFolder("gallery") : join(run, "gallery");
  const page = join(out, "index.html");
  // Whichever process makes the folder fills it, and the page comes last. Should it fail, the next one tries.
  while (run !== undefined && !(await mkdir(out).then(isMade, isThere))) {
    await poll(() => existsSync(page) || !existsSync(out), "another process to build the gallery", 100_000);
    if (existsSync(page)) return pathToFileURL(page).href;
  }
  try {
    await bundle(out);
    await writeFile(join(out, "page"), PAGE);
    await rename(join(out, "page"), page);
  } catch (error) {
    await rm(out, { recursive: true });
    throw error;
  }
  return pathToFileURL(page).href;
}

const isMade = (): boolean => true;
const isThere = (error: NodeJS.ErrnoException): boolean => {
  if (error.code !== "EEXIST") throw error;
  return false;
};

/** Puts its script, its styles and its faces into a folder. */
async function bundle(out: string): Promise<void> {
  const folder = here("../../../cards/bone-hormones");
  const { deck } = await checkFolder(folder);
  const diagrams = deck.cards.filter(({ type }) => type === "diagram");
  const meetings = deck.drawings.flatMap((drawing) => {
    const fact = deck.facts.find((one) => one.metFirst && one.drawing === drawing.id);
    const content = deck.cards.find((card) => card.fact === fact?.id);
    return fact && content ? [{ meeting: { fact, because: [], drawing }, content }] : [];
  });
  const { id, title, language, provenance, treatments, references } = deck;
  const leftOut = { id, title, language, provenance, treatments, references };
  await build({
    entryPoints: [here("main.tsx"), here("still.css")],
    outdir: out,
    bundle: true,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff2": "file" },
    inject: [here("browser-stub.ts")],
    define: {
      OSTEON_BUGS: '""',
      BONE_DIAGRAMS: JSON.stringify(diagrams),
      BONE_MEETINGS: JSON.stringify(meetings),
      BONE_DECK: JSON.stringify(leftOut),
      BONE_MAP: JSON.stringify(await buildMap(folder, deck)),
      BONE_CARDS: JSON.stringify(deck.cards),
    },
    logLevel: "warning",
  });
}
