import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./support.ts";

/** Every file that a file imports at run time, and the packages beside them. */
function reached(start: string): { files: string[]; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    const text = readFileSync(path, "utf8");
    for (const [, what = ""] of text.matchAll(/^(?:import|export)(?! type)[^;]*?from "([^"]+)";/gm)) {
      if (what.startsWith(".")) visit(join(dirname(path), what));
      else packages.add(what);
    }
    for (const [, what = ""] of text.matchAll(/import\("([^"]+)"\)|require\("([^"]+)"\)/g)) packages.add(what);
  };
  visit(join(ROOT, start));
  return { files: [...files].map((path) => relative(ROOT, path)), packages };
}

/** Written for browsers as much as for Node. */
const RUN_ANYWHERE = new Set(["valibot", "@noble/hashes/sha2.js", "@noble/hashes/utils.js"]);

describe("the generator", () => {
  it("runs in a browser: judging a deck and reading a table need no file and no Node", () => {
    for (const start of ["cards/judging/judge.ts", "cards/table.ts", "cards/files/decode.ts"]) {
      const { files, packages } = reached(start);
      expect(existsSync(join(ROOT, start))).toBe(true);
      expect([...packages].filter((name) => !RUN_ANYWHERE.has(name))).toEqual([]);
      expect(files.filter((path) => /load\.ts$|\/bin\//.test(path))).toEqual([]);
    }
    expect(reached("cards/judging/judge.ts").files).toContain("cards/rules/q02-one-right-answer.ts");
  });

  it("would be caught if it did", () => {
    expect(reached("cards/index.ts").packages).toContain("node:fs/promises");
  });

  it("holds no circle of files", () => {
    const { files } = reached("cards/judging/judge.ts");
    const importsOf = (path: string): string[] =>
      [...readFileSync(join(ROOT, path), "utf8").matchAll(/^(?:import|export)(?! type)[^;]*?from "(\.[^"]+)";/gm)].map(
        ([, what = ""]) => relative(ROOT, join(ROOT, dirname(path), what)),
      );
    const done = new Set<string>();
    const circle = (path: string, trail: readonly string[]): readonly string[] | null => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
      if (done.has(path)) return null;
      for (const next of importsOf(path)) {
        const found = circle(next, [...trail, path]);
        if (found !== null) return found;
      }
      done.add(path);
      return null;
    };
    expect(files.map((path) => circle(path, [])).filter((found) => found !== null)).toEqual([]);
  });
});
