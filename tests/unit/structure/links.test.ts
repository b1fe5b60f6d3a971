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

/** Written with a slash, and no file of the checkout: ids, keys, packages, names with a blank in them. */
const NO_PATH = /^(deck\/fact\/template|made-anew\/|@.+)$|[<>*]/;

test("every file that CONTRIBUTING names stands under src or under the root, as it says", () => {
  const text = atRoot.find(({ path }) => path === "CONTRIBUTING.md")?.text ?? "";
  const named = [...text.matchAll(/`([^`\s]+\/[^`\s]*)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(100);
  const isThere = (path: string): boolean => ["", "src"].some((from) => existsSync(join(ROOT, from, path)));
  expect(named.filter((path) => !NO_PATH.test(path) && !isThere(path))).toEqual([]);
});
