/** Pages for people lead to files that are there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, ROOT } from "./sources.ts";

const atRoot = readdirSync(ROOT)
  .filter((name) => name.endsWith(".md"))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
const pages = [
  ...atRoot,
  ...["cards", "docs", "scripts", "src", "tests"].flatMap((folder) => filesIn(folder, /\.md$/)),
];

test.each(pages)("every link of $path leads somewhere", ({ path, text }) => {
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, to = ""]) => to);
  const here = links.filter((to) => !/^(https?|mailto):/.test(to));
  expect(here.filter((to) => !existsSync(join(ROOT, dirname(path), to)))).toEqual([]);
});

/** Written with a slash, and no file that git tracks: ids, keys, packages, what commands make, names with a blank in them. */
const NO_PATH = /^(deck\/fact\/template|made-anew\/|\.profile\/|dist\/\w+|@.+)$|[<>*]/;

/** What a newcomer reads of the code. */
const ofTheCode = pages.filter(({ path }) => path === "CONTRIBUTING.md" || path.startsWith("docs/"));
const isThere = (path: string): boolean => ["", "src"].some((from) => existsSync(join(ROOT, from, path)));

test("every file that CONTRIBUTING and docs name stands under src or under the root, as they say", () => {
  const named = ofTheCode.flatMap(({ text }) =>
    [...text.matchAll(/`([^`\s]+\/[^`\s]*)`/g)].map(([, path = ""]) => path),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !NO_PATH.test(path) && !isThere(path))).toEqual([]);
});

test("every folder of docs/rooms.md is there, and no folder of the code is missing from it", () => {
  const [, map = ""] = /```\n(.*?)```/s.exec(readFileSync(join(ROOT, "docs/rooms.md"), "utf8")) ?? [];
  const above: string[] = [];
  const folders = map.split("\n").flatMap((line) => {
    const [, indent = "", names = ""] = /^( *)((?:[\w.-]+\/(?: +|$))+)/.exec(line) ?? [];
    const level = indent.length / 2;
    // What is said goes on in the next line, far to the right.
    if (names === "" || level > above.length) return [];
    const here = names
      .trim()
      .split(/ +/)
      .map((name) => [...above.slice(0, level), name.slice(0, -1)].join("/"));
    above.splice(level, above.length, names.trim().split(/ +/).at(-1)?.slice(0, -1) ?? "");
    return here;
  });
  expect(folders.length).toBeGreaterThan(60);
  expect(folders.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const all = [...filesIn("src", /./), ...filesIn("cards", /\.ts$/), ...filesIn("tests", /\.ts$/)].flatMap(
    ({ path }) => {
      const names = path.split("/").slice(0, -1);
      // Of the tests, which mirror what they test, the first two levels; a language has a folder of its own.
      const levels = names[0] === "tests" || names[1] === "_locales" ? 2 : names.length;
      return names.slice(0, levels).map((_, i) => names.slice(0, i + 1).join("/"));
    },
  );
  expect([...new Set(all)].filter((path) => !folders.includes(path))).toEqual([]);
});

test("every command that a page names is one of package.json", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const named = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name = ""]) => ({ path, name })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
});
