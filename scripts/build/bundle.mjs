import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { foldersIn, root } from "./files.mjs";
import { dropInnerHtml } from "./inner-html.mjs";
import { firstScript, standOn } from "./later.mjs";
import { thirdPartyNotices } from "./notices.mjs";

/**
 * All scripts and styles. Both browsers get the same bytes.
 * @param {{development: boolean}} options
 * @returns {Promise<{files: import("./files.mjs").Files, firstScripts: ReadonlyMap<string, string>}>} the files, and the
 *   script that each page's HTML loads, from the page's folder
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
  const apart = names.filter((name) => !STUDY_PAGES.has(name));
  const results = await Promise.all([
    ...apart.map((name) => build({ ...shared, ...pageOptions(name, `src/pages/${name}/main.tsx`) })),
    build({ ...shared, ...pageOptions(STUDY, "src/pages/study.ts", STUDY_LATER) }),
    build({ ...shared, entryPoints: [{ in: "src/ui/styles/visit-page.css", out: "pages/visit/main" }] }),
    // Classic scripts: the background works so in both browsers, and theme.js must run before the first paint.
    build({ ...shared, format: "iife", entryPoints: scripts() }),
  ]);
  /** @type {import("./files.mjs").Files} */
  const files = new Map();
  for (const { outputFiles = [] } of results) {
    for (const file of outputFiles) {
      const path = relative(shared.outdir ?? "", file.path).replaceAll("\\", "/");
      // A later module has the page's styles already.
      if (!path.endsWith(".css") || path.endsWith("/main.css")) files.set(path, file.contents);
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
  const firstOf = (/** @type {string} */ name) => firstScript(outputs, `dist/pages/${name}/main.js`);
  for (const name of [...apart, STUDY]) if (firstOf(name) !== "main.js") files.delete(`pages/${name}/main.js`);
  const firstScripts = new Map(
    names.map((name) => [name, STUDY_PAGES.has(name) ? `../${STUDY}/${firstOf(STUDY)}` : firstOf(name)]),
  );
  return { files, firstScripts };
}

/** Where users can send a report on a card: `bugs` of package.json, a page or an e-mail address. */
function bugsAddress() {
  const { bugs = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof bugs === "string" ? bugs : (bugs.url ?? bugs.email ?? "");
}

/** The pages that study: they begin with one script, in a folder of its own, and share all that comes later. */
const STUDY_PAGES = new Set(["newtab", "popup", "visit"]);
const STUDY = "study";
/** All that draws and the session: the first script puts up what was kept, and the rest of what is later stands on both. */
const STUDY_LATER = "src/pages/study-later.ts";

/**
 * Every folder of src/pages is a page: modules, which are deferred. Each is built by itself, but for those that study, since
 * every file that it shared with another page would be one more to wait for.
 * @param {string} name the folder of its files
 * @param {string} main the module that it begins with, from the checkout's folder
 * @param {string} [second] the module that the rest of what is later stands on as well
 * @returns {import("esbuild").BuildOptions}
 */
function pageOptions(name, main, second) {
  return {
    format: "esm",
    splitting: true,
    entryPoints: [{ in: main, out: `pages/${name}/main` }],
    chunkNames: `pages/${name}/[hash]`,
    plugins: [dropInnerHtml(root), standOn(main, second)],
  };
}

function scripts() {
  return [
    { in: "src/background/main.ts", out: "background" },
    { in: "src/pages/theme.ts", out: "pages/theme" },
    { in: "src/worker/main.ts", out: "exchange-worker" },
  ];
}
