import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { foldersIn, root } from "./files.mjs";
import { dropInnerHtml } from "./inner-html.mjs";
import { thirdPartyNotices } from "./notices.mjs";

/**
 * All scripts and styles. Both browsers get the same bytes.
 * @param {{development: boolean}} options
 * @returns {Promise<{files: import("./files.mjs").Files, preloads: Map<string, string[]>}>} `preloads` holds, for each
 * page's main script, the chunks that it cannot start without
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
  const results = await Promise.all([
    // Pages are modules, each built by itself and split only where it imports something later, `import("…")`: what the
    // first card can do without is then loaded after it.
    ...pages().map((page) =>
      build({
        ...shared,
        format: "esm",
        entryPoints: [page],
        splitting: true,
        chunkNames: `${dirname(page.out)}/[name]-[hash]`,
        plugins: [dropInnerHtml(root)],
      }),
    ),
    // Classic scripts: the background works so in both browsers, and theme.js must run before the first paint.
    build({ ...shared, format: "iife", entryPoints: scripts() }),
  ]);
  /** @type {import("./files.mjs").Files} */
  const files = new Map();
  for (const { outputFiles = [] } of results) {
    for (const file of outputFiles)
      files.set(relative(shared.outdir ?? "", file.path).replaceAll("\\", "/"), file.contents);
  }
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  for (const [path, content] of webAssembly(inputs)) files.set(path, content);
  files.set("THIRD-PARTY.txt", thirdPartyNotices(inputs));
  return { files, preloads: new Map(results.flatMap((result) => staticImports(result.metafile?.outputs ?? {}))) };
}

/**
 * The chunks that each main script imports at once, directly or through another chunk, as paths within dist.
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @returns {[string, string[]][]}
 */
function staticImports(outputs) {
  /** @param {string} path @returns {string[]} */
  const below = (path) =>
    (outputs[path]?.imports ?? [])
      .filter(({ kind }) => kind === "import-statement")
      .flatMap((found) => [found.path, ...below(found.path)]);
  const inDist = (/** @type {string} */ path) => path.replace(/^dist\//, "");
  return Object.keys(outputs)
    .filter((path) => path.endsWith("/main.js"))
    .map((path) => [inDist(path), [...new Set(below(path))].map(inDist)]);
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
