import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isPacked } from "../../bench/is-packed.ts";

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "osteon-settled-"));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

function says(line: string, file = "LOG", origin = "chrome-extension_abc_0"): void {
  const folder = join(profile, "Default/IndexedDB", `${origin}.indexeddb.leveldb`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), `2026/11/27-12:00:00.000 1a2 ${line}\n`);
}

const PACKED = "Manual compaction at level-1 from (begin) .. (end); will stop at (end)";
const USUAL = "Compacting 1@1 + 3@2 files";

it("takes a database for packed once Chromium has gone over all of it", () => {
  expect(isPacked(profile)).toBe(false);
  says(USUAL);
  expect(isPacked(profile)).toBe(false);
  says(PACKED);
  expect(isPacked(profile)).toBe(true);
});

it("finds that still when the database was opened since, which begins a new record", () => {
  says(PACKED, "LOG.old");
  says(USUAL);
  expect(isPacked(profile)).toBe(true);
});

it("asks only the database of an extension", () => {
  says(PACKED, "LOG", "https_example.org_0");
  expect(isPacked(profile)).toBe(false);
});
