import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

test("every file that SECURITY.md and CONTRIBUTING.md name is there", () => {
  for (const page of ["SECURITY.md", "CONTRIBUTING.md", "README.md"]) {
    const text = readFileSync(join(ROOT, page), "utf8");
    const named = [...text.matchAll(/`((?:tests|src|cards|scripts|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  }
  expect(readFileSync(join(ROOT, "SECURITY.md"), "utf8").match(/`tests\//g)?.length).toBeGreaterThan(10);
});
