import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Kind } from "../support/extension/driver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Builds the extension into `dist`; stdout stays the caller's. */
export function buildExtension(): void {
  execFileSync("node", ["build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}

/** A copy of the built extension, to which pages may be added. */
export function copyOfExtension(kind: Kind): string {
  const folder = join(temporaryFolder("bench"), "extension");
  cpSync(kind === "chromium" ? "dist/chrome" : "dist/firefox", folder, { recursive: true });
  return folder;
}

/**
 * Adds a page that is one script of `lab/`.
 * @param file the script's name, with its ending
 * @param styles the address of a style sheet, where it draws something
 */
export async function addLabPage(extension: string, name: string, file = `${name}.ts`, styles = ""): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [`tests/bench/lab/${file}`],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    target: ["chrome120", "firefox142"],
  });
  const folder = join(extension, "pages", name);
  const link = styles === "" ? "" : `<link rel="stylesheet" href="${styles}">`;
  mkdirSync(folder);
  writeFileSync(join(folder, "main.js"), outputFiles[0]?.contents ?? "");
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Lab</title>${link}<script type="module" src="main.js"></script>`,
  );
}
