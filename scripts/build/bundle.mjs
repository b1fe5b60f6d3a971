import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { foldersIn, root } from "./files.mjs";
import { dropInnerHtml } from "./inner-html.mjs";
import { Later } from "./later.mjs";
import { thirdPartyNotices } from "./notices.mjs";

/**
 * All scripts and styles. Both browsers get the same bytes.
 * @param {{development: boolean}} options
 * @returns {Promise<import("./files.mjs").Files>}
 */
export async function bundle({ development }) {
  /** @type {import("esbuild").BuildOptions} */
  const shared = {
    absWorkingDir: root,
    outdir: join(root, "dist"),
    bundle: true,
    write: false,
    metafile: true,
    charset: "utf8",
    target: ["chrome120", "firefox142"],
    jsx: "automatic",
    jsxImportSource: "preact",
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
  const later = new Later();
  const forPages = { ...shared, plugins: [dropInnerHtml(root), later.plugin()] };
  const results = await Promise.all([
    // Pages are modules: deferred, and one file each, since every further one would be waited for.
    build({ ...forPages, format: "esm", entryPoints: pages() }),
    // Classic scripts: the background works so in both browsers, and theme.js must run before the first paint.
    build({ ...shared, format: "iife", entryPoints: scripts() }),
  ]);
  results.push(...(await later.bundle(forPages)));
  /** @type {import("./files.mjs").Files} */
  const files = new Map();
  for (const { outputFiles = [] } of results) {
    for (const file of outputFiles)
      files.set(relative(shared.outdir ?? "", file.path).replaceAll("\\", "/"), file.contents);
  }
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  for (const [path, content] of webAssembly(inputs)) files.set(path, content);
  files.set("THIRD-PARTY.txt", thirdPartyNotices(inputs));
  return files;
}

/** Where users can send a report on a card: `bugs` of package.json, a page or an e-mail address. */
function bugsAddress() {
  const { bugs = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof bugs === "string" ? bugs : (bugs.url ?? bugs.email ?? "");
}

/** Every folder of src/pages is a page. */
function pages() {
  return foldersIn(join(root, "src/pages")).map((name) => ({
    in: `src/pages/${name}/main.tsx`,
    out: `pages/${name}/main`,
  }));
}

function scripts() {
  return [
    { in: "src/background/main.ts", out: "background" },
    { in: "src/pages/theme.ts", out: "pages/theme" },
    { in: "src/worker/main.ts", out: "exchange-worker" },
  ];
}

/**
 * The WebAssembly that scripts fetch by name, each beside them under the name that the bundled script asks for.
 * @param {string[]} inputs the paths of all bundled files
 * @returns {import("./files.mjs").Files}
 */
function webAssembly(inputs) {
  const scripts = inputs.filter((path) => /\/sql\.js\/dist\/[^/]+\.js$/.test(path));
  return new Map(
    scripts
      .map((path) => path.replace(/\.js$/, ".wasm"))
      .map((path) => [basename(path), new Uint8Array(readFileSync(join(root, path)))]),
  );
}
