import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn } from "./sources.ts";

const code = ["src", "cards", "tests", "scripts"].flatMap((folder) => filesIn(folder, /\.(tsx?|mjs|css|html)$/));

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(tsx?|mjs|css|html)$/;
/** What a page begins with, or the background. */
const ENTRY = /^src\/(pages\/([^/]+\/main|newtab\/quiet|visit\/open)|background\/main)\.tsx?$/;
const PASCAL = /^([A-Z][a-z0-9]*)+\.tsx$/;

describe("files", () => {
  test("there are some", () => expect(code.length).toBeGreaterThan(100));

  test("components are named in PascalCase, all else in kebab-case", () => {
    const wrong = code.filter(({ path }) => {
      const name = basename(path);
      const isComponent = path.startsWith("src/") && name.endsWith(".tsx") && !ENTRY.test(path);
      return isComponent ? !PASCAL.test(name) : !KEBAB.test(name) && !PASCAL.test(name);
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("none is longer than 400 lines", () => {
    const long = code.filter(({ text }) => text.split("\n").length > 401);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test("what a file says of itself stands right above its imports", () => {
    const apart = code.filter(({ text }) => /^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n\nimport /.test(text));
    expect(apart.map(({ path }) => path)).toEqual([]);
  });

  test("entry files only wire: 40 lines at most, imports aside", () => {
    const entries = code.filter(({ path }) => ENTRY.test(path));
    expect(entries.length).toBeGreaterThan(0);
    const body = (text: string) => text.split("\n").filter((line) => !line.startsWith("import "));
    expect(entries.filter(({ text }) => body(text).length > 41).map(({ path }) => path)).toEqual([]);
  });

  test("the median is under 100 lines", () => {
    const lengths = code.map(({ text }) => text.split("\n").length - 1).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100);
  });
});
