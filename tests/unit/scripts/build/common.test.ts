import { describe, expect, test } from "vitest";
import { inCommon } from "../../../../scripts/build/common.mjs";

/** Each module with what it imports; what comes later is in brackets. */
function inputs(modules: Record<string, string>): Parameters<typeof inCommon>[0] {
  return Object.fromEntries(
    Object.entries(modules).map(([path, list]) => [
      path,
      {
        bytes: 1,
        imports: list
          .split(" ")
          .filter(Boolean)
          .map((one) =>
            one.startsWith("[")
              ? { path: one.slice(1, -1), kind: "dynamic-import" as const }
              : { path: one, kind: "import-statement" as const },
          ),
      },
    ]),
  );
}

const MODULES = inputs({
  "a.ts": "both.ts mine.ts soon.ts copies.ts a.css outside",
  "b.ts": "both.ts [later.ts] [record.ts]",
  "both.ts": "[always.ts] node_modules/kit/index.js",
  "mine.ts": "",
  "later.ts": "soon.ts",
  "soon.ts": "",
  "record.ts": "copies.ts",
  "copies.ts": "",
  "always.ts": "",
  "a.css": "",
  "node_modules/kit/index.js": "",
});

describe("what two pages have in common", () => {
  const { common, pagesOf } = inCommon(MODULES, ["a.ts", "b.ts"], ["record.ts"]);

  test("is what one begins with and the other needs as well, at once or later", () => {
    expect(common).toEqual(["both.ts", "soon.ts"]);
  });

  test("is not what the other needs only for a part that stands apart", () => {
    expect(common).not.toContain("copies.ts");
    expect(inCommon(MODULES, ["a.ts", "b.ts"], []).common).toContain("copies.ts");
  });

  test("says which pages load a part later", () => {
    expect(pagesOf("later.ts")).toEqual(["b.ts"]);
    expect(pagesOf("always.ts")).toEqual(["a.ts", "b.ts"]);
    expect(pagesOf("a.ts")).toEqual(["a.ts"]);
  });
});
