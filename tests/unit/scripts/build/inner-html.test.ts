import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dropInnerHtml } from "../../../../scripts/build/inner-html.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "osteon-preact-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles a stand-in for preact, and what uses it. */
async function bundled(preact: string, user = 'import "./preact/dist/preact.mjs";') {
  for (const [path, text] of Object.entries({ "preact/dist/preact.mjs": preact, "user.mjs": user })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const result = await build({
    entryPoints: [join(folder, "user.mjs")],
    outdir: join(folder, "out"),
    bundle: true,
    write: false,
    logLevel: "silent",
    plugins: [dropInnerHtml("")],
  });
  return result.outputFiles[0]?.text ?? "";
}

test("the assignment goes and what stands around it stays", async () => {
  const code = await bundled(
    "export const f = (t, h, y) => (h.__html == t.innerHTML || (t.innerHTML=h.__html), y);\nconsole.log(f);",
  );
  expect(code).not.toMatch(/innerHTML\s*=[^=]/);
  expect(code).toContain("t.innerHTML");
});

test("a preact without the known assignment stops the build", async () => {
  await expect(bundled("console.log(1);")).rejects.toThrow(/expected one innerHTML assignment in preact and found 0/);
});

test("an assignment anywhere else stops the build", async () => {
  const preact = "export const f = (t, h) => (t.innerHTML=h.__html);";
  const user = 'import "./preact/dist/preact.mjs";\ndocument.body.innerHTML = "x";';
  await expect(bundled(preact, user)).rejects.toThrow(/assigns innerHTML/);
});
