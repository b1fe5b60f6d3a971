import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import webExt from "web-ext";
import { root } from "./build/files.mjs";

/** Mozilla's own checks on the built Firefox extension; anything they remark on is a failure. */
export async function lintFirefox() {
  const { errors, warnings, notices } = await webExt.cmd.lint(
    { sourceDir: join(root, "dist/firefox"), output: "text", metadata: false, pretty: false, boring: true },
    { shouldExitProgram: false },
  );
  const remarks = errors.length + warnings.length + notices.length;
  if (remarks > 0) throw new Error(`web-ext lint has ${remarks} remarks; none is allowed`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await lintFirefox();
