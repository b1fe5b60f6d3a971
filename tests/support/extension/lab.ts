import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { deriveManifest } from "../../../scripts/build/manifest.mjs";
import { temporaryFolder } from "../temporary-folder.ts";
import type { Kind } from "./driver.ts";

/**
 * An extension with Osteon's manifest, and so its origin, its permissions and its database, but with one page, `lab`,
 * and a background that run a script of the tests. For what must be tried inside a real engine, below the interface.
 * @param entry the script, from the root of the project; it puts what the test calls on `globalThis`
 * @returns the folder to launch with
 */
export async function buildLab(kind: Kind, entry: string): Promise<string> {
  const folder = temporaryFolder("lab");
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: join(import.meta.dirname, "../../.."),
    bundle: true,
    write: false,
    format: "iife",
    target: ["chrome120", "firefox142"],
    logLevel: "warning",
  });
  const [script] = outputFiles;
  if (!script) throw new Error(`${entry} gave no script`);
  const target = kind === "chromium" ? "chrome" : "firefox";
  const manifest = JSON.parse(new TextDecoder().decode(deriveManifest({ target, store: false })));
  // Only what the lab has; the rest names files that it lacks.
  for (const key of ["icons", "action", "chrome_url_overrides", "options_ui"]) delete manifest[key];
  const files: Record<string, string | Uint8Array> = {
    "manifest.json": JSON.stringify({ ...manifest, name: "Lab", description: "Lab", default_locale: undefined }),
    "background.js": script.contents,
    "pages/lab/main.js": script.contents,
    "pages/lab/index.html":
      '<!doctype html><meta charset="utf-8"><title>Lab</title><script type="module" src="main.js"></script>',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
