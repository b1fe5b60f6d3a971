import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../../../scripts/build/files.mjs";
import { firstScripts, standOn, standOnAll } from "../../../../scripts/build/later.mjs";

const folder = mkdtempSync(join(tmpdir(), "osteon-later-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCES = {
  "main.ts":
    'import { count } from "./count.ts";\nconsole.log(count(), import("./one.ts"), import("./two.ts"), import("./three.ts"), import("./four.ts"));\n',
  "count.ts": "let counted = 0;\nexport const count = () => ++counted;\n",
  "one.ts":
    'import { count } from "./count.ts";\nimport { shared } from "./shared.ts";\nexport const one = () => count() + shared();\n',
  "two.ts":
    'import { count } from "./count.ts";\nimport { shared } from "./shared.ts";\nexport const two = () => count() - shared();\n',
  "three.ts": "export const three = () => 3;\n",
  "four.ts": "export const four = () => 4;\n",
  "shared.ts": "export const shared = () => 1;\n",
};

type Built = Parameters<typeof build>[0];

const ONE_PAGE = {
  entryPoints: [{ in: join(folder, "main.ts"), out: "page/main" }],
  chunkNames: "page/[name]-[hash]",
} satisfies Built;

async function built(plugins: Built["plugins"], pages: Pick<Built, "entryPoints" | "chunkNames"> = ONE_PAGE) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    splitting: true,
    outdir: join(root, "dist"),
    ...pages,
    ...(plugins && { plugins }),
  });
  return { texts: outputFiles.map(({ text }) => text), outputs: metafile.outputs };
}

beforeAll(() => {
  for (const [name, source] of Object.entries(SOURCES)) writeFileSync(join(folder, name), source);
});

describe("what a page imports later", () => {
  test("stands on the page's one file, which holds the only copy of what both need", async () => {
    const { texts, outputs } = await built([standOn([[relative(root, join(folder, "main.ts"))]])]);
    const [first, ...others] = firstScripts(outputs, "dist/page/main.js");
    expect(others).toEqual([]);
    expect(outputs[`dist/page/${first}`]?.imports.filter(({ kind }) => kind === "import-statement")).toEqual([]);
    expect(texts.filter((text) => text.includes("counted = 0"))).toHaveLength(1);
    // What only later modules need is not in it.
    expect(Object.keys(outputs[`dist/page/${first}`]?.inputs ?? {}).some((path) => path.endsWith("shared.ts"))).toBe(
      false,
    );
  });

  test("stands on each file that the page loads before it, and no such file on a later one", async () => {
    const path = (name: string): string => relative(root, join(folder, name));
    const { outputs } = await built([
      standOn([[path("main.ts")], [path("one.ts")], [path("two.ts"), path("four.ts")]]),
    ]);
    const reached = (name: string): string[] => {
      const of = Object.keys(outputs).find((output) => output.includes(`/${name}-`)) ?? "";
      const imports = (outputs[of]?.imports ?? []).filter(({ kind }) => kind === "import-statement");
      return [of, ...imports.map(({ path }) => path)].flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}));
    };
    const holds = (name: string, source: string): boolean => reached(name).some((input) => input.endsWith(source));
    expect(["one.ts", "two.ts", "four.ts"].map((source) => holds("one", source))).toEqual([true, false, false]);
    expect(["one.ts", "two.ts", "four.ts"].map((source) => holds("two", source))).toEqual([true, true, true]);
    expect(holds("three", "three.ts")).toBe(true);
    expect(["one.ts", "two.ts", "four.ts"].map((source) => holds("three", source))).toEqual([true, true, true]);
  });

  test("stands on what two pages have in common, as they do themselves", async () => {
    const path = (name: string): string => relative(root, join(folder, name));
    const { texts, outputs } = await built(
      [standOnAll((later) => (later === path("count.ts") ? [] : [path("count.ts")]))],
      {
        entryPoints: ["main", "three"].map((name) => ({ in: `later:${path(`${name}.ts`)}`, out: `${name}/main` })),
        chunkNames: "both/[hash]",
      },
    );
    expect(texts.filter((text) => text.includes("counted = 0"))).toHaveLength(1);
    // "three" needs nothing of it, and waits for it all the same: so it is one file for all.
    const [main, three] = ["main", "three"].map((name) => firstScripts(outputs, `dist/${name}/main.js`, 2));
    expect(main?.[0]).toMatch(/^\.\.\/both\//);
    expect(three?.[0]).toBe(main?.[0]);
  });

  test("would make a page wait for more than one file otherwise, and the build refuses that", async () => {
    const { outputs } = await built(undefined);
    expect(() => firstScripts(outputs, "dist/page/main.js")).toThrow("2 files, not 1");
    expect(firstScripts(outputs, "dist/page/main.js", 2).at(-1)).toBe("main.js");
  });
});
