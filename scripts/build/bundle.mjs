import { readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { build } from "esbuild";
import { inCommon } from "./common.mjs";
import { withoutFacades } from "./facades.mjs";
import { bytes, foldersIn, root } from "./files.mjs";
import { dropInnerHtml } from "./inner-html.mjs";
import { firstScripts, standOn, standOnAll } from "./later.mjs";
import { thirdPartyNotices } from "./notices.mjs";

/**
 * All scripts and styles. Both browsers get the same bytes.
 * @param {{development: boolean}} options
 * @returns {Promise<{files: import("./files.mjs").Files, firstScripts: ReadonlyMap<string, readonly string[]>}>} the files,
 *   and the scripts that each page begins with, from the page's folder, the last of which is the one to ask for
 */
export async function bundle({ development }) {
  /** @type {import("esbuild").BuildOptions} */
  const shared = {
    absWorkingDir: root,
    outdir: join(root, "dist"),
    bundle: true,
    // The names of files depend on the paths of their parts: those must be the same where node_modules is only a link.
    preserveSymlinks: true,
    write: false,
    metafile: true,
    charset: "utf8",
    target: ["chrome120", "firefox142"],
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    minify: !development,
    sourcemap: development ? "inline" : false,
    define: {
      "process.env.NODE_ENV": development ? '"development"' : '"production"',
      OSTEON_BUGS: JSON.stringify(bugsAddress()),
    },
    // The licences of what is bundled are in THIRD-PARTY.txt, whole.
    legalComments: "none",
    logLevel: "warning",
  };
  const names = foldersIn(join(root, "src/pages"));
  const apart = names.filter((name) => !STUDY_PAGES.has(name) && !DESK_PAGES.includes(name));
  const results = await Promise.all([
    ...apart.map((name) => build({ ...shared, ...pageOptions(name, [[mainOf(name)]]) })),
    build({ ...shared, ...pageOptions(STUDY, STUDY_FILES) }),
    buildDesk(shared),
    build({ ...shared, entryPoints: [{ in: "src/ui/styles/visit-page.css", out: "pages/visit/main" }] }),
    // Classic scripts: the background works so in both browsers, and theme.js must run before the first paint.
    build({ ...shared, format: "iife", entryPoints: scripts() }),
  ]);
  /** @type {import("./files.mjs").Files} */
  const files = new Map();
  for (const result of results) {
    const scripts = withoutFacades(result);
    for (const file of result.outputFiles ?? []) {
      const path = relative(shared.outdir ?? "", file.path).replaceAll("\\", "/");
      const script = scripts.get(`dist/${path}`);
      if (script !== undefined) files.set(path, bytes(script));
      // A later module has the page's styles already.
      else if (path.endsWith("/main.css")) files.set(path, bytes(file.text.replaceAll(FONT_ENDING, "")));
      else if (!/\.(js|css)$/.test(path)) files.set(path.replace(FONT_ENDING, ""), file.contents);
    }
  }
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  files.set("THIRD-PARTY.txt", thirdPartyNotices(inputs));
  // Their licence wants to lie beside them.
  files.set(
    "fonts/LICENSE.txt",
    new Uint8Array(readFileSync(join(root, "node_modules/@fontsource/source-serif-4/LICENSE"))),
  );
  const outputs = Object.assign({}, ...results.map((result) => result.metafile?.outputs));
  const firstOf = (/** @type {string} */ name, most = 1) => firstScripts(outputs, `dist/pages/${name}/main.js`, most);
  const ofStudy = firstOf(STUDY).map((script) => `../${STUDY}/${script}`);
  const first = new Map(
    names.map((name) => {
      if (STUDY_PAGES.has(name)) return [name, ofStudy];
      return [name, firstOf(name, DESK_PAGES.includes(name) ? MOST_OF_DESK : 1)];
    }),
  );
  const asked = new Set(
    [...first].flatMap(([name, scripts]) => scripts.map((script) => posix.join("pages", name, script))),
  );
  for (const name of [...names, STUDY]) {
    const main = `pages/${name}/main.js`;
    if (!asked.has(main)) files.delete(main);
  }
  return { files, firstScripts: first };
}

/** Where users can send a report on a card: `bugs` of package.json, a page or an e-mail address. */
function bugsAddress() {
  const { bugs = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof bugs === "string" ? bugs : (bugs.url ?? bugs.email ?? "");
}

/**
 * Fonts go without. Firefox does not know it: a page that asks for such a file stands still until Firefox's main process has
 * asked the system what it may be.
 */
const FONT_ENDING = /\.woff2(?=["')]|$)/g;

/** The pages that study: they begin with one script, in a folder of its own, and share all that comes later. */
const STUDY_PAGES = new Set(["newtab", "popup", "visit"]);
const STUDY = "study";
/**
 * The modules of each file that a study page loads in any case, in this order; the rest it loads only where it is asked for.
 * Each file costs the browser more than a millisecond of processor time: `tests/e2e/study/few-files.test.ts` counts them.
 */
const STUDY_FILES = [
  // Puts up what was kept.
  ["src/pages/study.ts"],
  // Draws a plain question, with the session behind it.
  ["src/pages/study-later.ts"],
  // While the first question is read: what draws all else,
  ["src/ui/study/pieces.ts", "src/ui/study/stages.ts"],
  // and what writes, copies, and tells the browser.
  [
    "src/session/study/study-actions.ts",
    "src/session/study/study-writes.ts",
    "src/session/study/after-first-card.ts",
    "src/session/study/kept/tomorrow.ts",
    "src/session/cards/kept-knowledge.ts",
    "src/copies/place/journal.ts",
    "src/copies/record/second-record.ts",
    "src/platform/queue-signs.ts",
    "src/platform/record/files.ts",
  ],
];

/**
 * Pages that are opened to look at things in peace, and share what both need: 72 of the package's 1,013 kB were there twice. It
 * is one file for both, in a folder of its own, so each begins with what only the other needs at once: some 40 of the 233 kB of
 * the progress page. A third page would make it larger for all.
 */
const DESK_PAGES = ["options", "progress"];
const DESK = "desk";
/** What takes care of the second record comes by itself where a page needs it only once it is at rest. */
const DESK_APART = ["src/copies/record/second-record.ts"];
/** Its own, what is common, and what stands apart. */
const MOST_OF_DESK = 3;

/** @param {import("esbuild").BuildOptions} shared */
async function buildDesk(shared) {
  /** @type {import("esbuild").BuildOptions} */
  const desk = {
    ...shared,
    format: "esm",
    splitting: true,
    entryPoints: DESK_PAGES.map((name) => ({ in: mainOf(name), out: `pages/${name}/main` })),
    chunkNames: `pages/${DESK}/[hash]`,
  };
  const plain = await build({ ...desk, metafile: true, minify: false, sourcemap: false });
  const { common, pagesOf } = inCommon(plain.metafile.inputs, DESK_PAGES.map(mainOf), DESK_APART);
  // A page, and a later part of both, stand on what they have in common; a later part of one page on all that it began with.
  const before = (/** @type {string} */ module) => {
    const [page, ...others] = pagesOf(module);
    return page === undefined || page === module || others.length > 0 ? common : [...common, page];
  };
  const pages = DESK_PAGES.map((name) => ({ in: `later:${mainOf(name)}`, out: `pages/${name}/main` }));
  return build({ ...desk, entryPoints: pages, plugins: [dropInnerHtml(root), standOnAll(before)] });
}

/** @param {string} name */
const mainOf = (name) => `src/pages/${name}/main.tsx`;

/**
 * Every folder of src/pages is a page: modules, which are deferred. Those that do not share anything are built by
 * themselves, since every file that a page shared with another would be one more to wait for.
 * @param {string} name the folder of its files
 * @param {readonly (readonly string[])[]} loaded the modules of the files that it loads in any case, in their order
 * @returns {import("esbuild").BuildOptions}
 */
function pageOptions(name, loaded) {
  const [[main = ""] = []] = loaded;
  return {
    format: "esm",
    splitting: true,
    entryPoints: [{ in: main, out: `pages/${name}/main` }],
    chunkNames: `pages/${name}/[hash]`,
    plugins: [dropInnerHtml(root), standOn(loaded)],
  };
}

function scripts() {
  return [
    { in: "src/background/main.ts", out: "background" },
    { in: "src/pages/theme.ts", out: "pages/theme" },
    { in: "src/worker/main.ts", out: "jobs-worker" },
  ];
}
