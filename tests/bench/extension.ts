import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kind } from "../support/driver.ts";

/** A copy of the built extension with one more page: empty but for a word, so that there is something to paint. */
export function extensionWithEmptyPage(kind: Kind): string {
  const folder = join(mkdtempSync(join(tmpdir(), "osteon-bench-")), "extension");
  cpSync(kind === "chromium" ? "dist/chrome" : "dist/firefox", folder, { recursive: true });
  mkdirSync(join(folder, "pages/empty"));
  writeFileSync(
    join(folder, "pages/empty/index.html"),
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Empty</title></head><body>empty</body></html>',
  );
  return folder;
}
