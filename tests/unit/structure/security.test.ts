import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:tests|src|cards|scripts|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);

test("every file that SECURITY.md, CONTRIBUTING.md and README.md name is there", () => {
  for (const page of ["SECURITY.md", "CONTRIBUTING.md", "README.md"])
    expect(pathsIn(read(page)).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("every line of the threat model names tests that are there, and that run", () => {
  const table = read("SECURITY.md").split("## Threat model")[1]?.split("\n## ")[0] ?? "";
  const lines = table.split("\n").filter((line) => line.startsWith("|") && !/^\| (What may go wrong|---)/.test(line));
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) {
    const heldBy = line.split("|").at(-2) ?? "";
    const paths = pathsIn(heldBy);
    expect(paths, line).not.toEqual([]);
    for (const path of paths) {
      // A contract is no test by itself: it must be in a suite.
      if (path.startsWith("tests/contracts/"))
        expect(suites, path).toContain(path.slice("tests/contracts/".length, -3));
      else expect(path).toMatch(/^tests\/(unit|browser|e2e|faults)\/.*\.test\.ts$/);
      expect(read(path), path).toMatch(/\b(test|it)(\.each|\.for)?\b|\bname: "/);
    }
  }
});

/** The contracts that the suites import. */
const suites = ["tests/contracts/db.ts", "tests/browser/lab/contract.ts", "tests/unit/copies/record.test.ts"]
  .concat(["tests/unit/copies/upgrade.test.ts", "tests/unit/copies/repair.test.ts", "tests/contracts/upgrade.ts"])
  .flatMap((path) => [...read(path).matchAll(/from "[^"]*?([\w-]+)\.ts"/g)].map(([, name = ""]) => name));
