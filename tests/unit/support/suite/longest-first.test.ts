import { expect, test } from "vitest";
import { byFolder } from "../../../support/suite/longest-first.ts";

const from = (root: string) =>
  byFolder(
    ["e2e/a.test.ts", "browser/b.test.ts", "faults/c.test.ts", "browser/d.test.ts", "e2e/e.test.ts"].map((path) => ({
      moduleId: `${root}tests/${path}`,
    })),
  ).map(({ moduleId }) => moduleId.slice(root.length));

test("faults come first and journeys last, and within a folder all stay as they were", () => {
  expect(from("/osteon/")).toEqual([
    "tests/faults/c.test.ts",
    "tests/browser/b.test.ts",
    "tests/browser/d.test.ts",
    "tests/e2e/a.test.ts",
    "tests/e2e/e.test.ts",
  ]);
});
