import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { withoutFacades } from "../../../../scripts/build/facades.mjs";
import { root } from "../../../../scripts/build/files.mjs";
import { standOn } from "../../../../scripts/build/later.mjs";

const folder = mkdtempSync(join(tmpdir(), "osteon-facades-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `one` and `two` share a file, and each hands on what is of another. */
const SOURCES = {
  "main.ts": `
    import { base } from "./base.ts";
    Promise.all([import("./one.ts"), import("./two.ts"), import("./late.ts")]).then(([one, two, late]) => {
      console.log(JSON.stringify([base(), one.one(), one.base(), two.two(), two.renamed(), two.shared(), late.late()]));
    });
  `,
  "base.ts": "export const base = () => 1;\n",
  "shared.ts": 'import { base } from "./base.ts";\nexport const shared = () => 10 * base();\n',
  "one.ts": `
    import { shared } from "./shared.ts";
    export { base } from "./base.ts";
    export const one = () => shared() + 1;
  `,
  "two.ts": `
    import { shared } from "./shared.ts";
    export { base as renamed } from "./base.ts";
    export { shared };
    export const two = () => shared() + 2;
  `,
  "late.ts": 'import { one } from "./one.ts";\nexport const late = () => one() + 100;\n',
};

/** What the built page says, and how many scripts it is. */
async function built(sources: Readonly<Record<string, string>>, minify: boolean) {
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(folder, name), source);
  const path = (name: string): string => relative(root, join(folder, name));
  const result = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    splitting: true,
    minify,
    sourcemap: minify ? false : "inline",
    outdir: join(root, "dist"),
    entryPoints: [{ in: join(folder, "main.ts"), out: "page/main" }],
    chunkNames: "page/[hash]",
    plugins: [standOn([[path("main.ts")], [path("one.ts"), path("two.ts")]])],
  });
  const out = mkdtempSync(join(folder, "built-"));
  const scripts = withoutFacades(result);
  writeFileSync(join(out, "package.json"), '{"type":"module"}');
  for (const [name, text] of scripts) writeFileSync(join(out, basename(name)), text);
  const said = execFileSync(process.execPath, [join(out, "main.js")], { encoding: "utf8" });
  return { said: JSON.parse(said), scripts: scripts.size, before: result.outputFiles.length };
}

test.each([true, false])("a file that hands on what another holds is left out (minified: %s)", async (minify) => {
  const { said, scripts, before } = await built(SOURCES, minify);
  expect(said).toEqual([1, 11, 1, 12, 1, 10, 111]);
  // main.js with its file, that of `one` and `two`, and `late`.
  expect([before, scripts]).toEqual([6, 4]);
});

test("it stays where two modules of a file name different things alike", async () => {
  const { said, scripts } = await built(
    {
      ...SOURCES,
      "main.ts": `
        Promise.all([import("./one.ts"), import("./two.ts"), import("./late.ts")]).then(([one, two, late]) => {
          console.log(JSON.stringify([one.same, two.same, late.late()]));
        });
      `,
      "one.ts": "export const same = { of: 1 };\n",
      "two.ts": "export const same = { of: 2 };\n",
      "late.ts": 'import { same } from "./one.ts";\nexport const late = () => same.of + 100;\n',
    },
    true,
  );
  expect(said).toEqual([{ of: 1 }, { of: 2 }, 101]);
  expect(scripts).toBe(5);
});
