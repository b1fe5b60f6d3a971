import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import messages from "../../../src/_locales/en/messages.json" with { type: "json" };
import { filesIn } from "./sources.ts";

const keys = Object.keys(messages);
const sources = filesIn("src", /\.tsx?$/);
const text = sources.map((source) => source.text).join("\n");
/** With what the build puts into the manifest of a package that leaves new tabs alone. */
const manifest = [...filesIn(".", /^manifest\.json$/), ...filesIn("scripts/build", /^manifest\.mjs$/)]
  .filter(({ path }) => ["manifest.json", "scripts/build/manifest.mjs"].includes(path))
  .map((source) => source.text)
  .join();

const literals = new Set([...text.matchAll(/["'`]([a-z][A-Za-z0-9_]*)["'`]/g)].map((match) => match[1]));
/** Keys made of a fixed start and a value, such as `grade${name}`. */
const starts = [...text.matchAll(/`([a-z][A-Za-z0-9_]*)\$\{/g)].map((match) => match[1] ?? "");

describe("messages", () => {
  test("every key is used", () => {
    const unused = keys.filter((key) => {
      const base = key.replace(/_(one|other)$/, "");
      return (
        !literals.has(base) && !manifest.includes(`__MSG_${key}__`) && !starts.some((start) => key.startsWith(start))
      );
    });
    expect(unused).toEqual([]);
  });

  test("every key that is asked for is there", () => {
    const asked = [...text.matchAll(/\b(t|plural)\(\s*"([^"]+)"/g)].map(([, way, key]) =>
      way === "plural" ? [`${key}_one`, `${key}_other`] : [key ?? ""],
    );
    expect(asked.length).toBeGreaterThan(0);
    const inManifest = [...manifest.matchAll(/__MSG_(\w+?)__/g)].map((match) => match[1] ?? "");
    expect([...asked.flat(), ...inManifest].filter((key) => !keys.includes(key))).toEqual([]);
  });

  test("plural messages come in pairs", () => {
    const bases = keys.flatMap((key) => /^(.+)_(?:one|other)$/.exec(key)?.[1] ?? []);
    expect(bases.filter((base) => !keys.includes(`${base}_one`) || !keys.includes(`${base}_other`))).toEqual([]);
  });

  test("no component holds visible text of its own", async () => {
    const found: string[] = [];
    for (const { path, text: tsx } of sources.filter((source) => source.path.endsWith(".tsx"))) {
      const { code } = await transform(tsx, { loader: "tsx", jsx: "automatic", jsxImportSource: "preact" });
      for (const string of visibleStrings(code)) found.push(`${path}: ${string}`);
    }
    expect(found).toEqual([]);
  });

  test("the scan for visible text sees it", async () => {
    const tsx = 'export const A = () => <p title="Some title">Some text<b>{1}</b> more <i>deep words</i></p>;';
    const { code } = await transform(tsx, { loader: "tsx", jsx: "automatic", jsxImportSource: "preact" });
    expect(visibleStrings(code).sort()).toEqual([" more ", "Some text", "Some title", "deep words"]);
  });
});

/** The string literals of compiled JSX that a user would see or hear: children and the attributes that are read out. */
function visibleStrings(code: string): string[] {
  const single = /(?:children|title|alt|placeholder|"aria-label"|"aria-description"): ("(?:[^"\\]|\\.)*")/g;
  const lists = [...code.matchAll(/children: \[/g)].map((match) => code.slice(match.index + match[0].length));
  return [...[...code.matchAll(single)].map((match) => match[1] ?? ""), ...lists.flatMap(directStrings)]
    .map((literal) => literal.slice(1, -1))
    .filter((string) => /\p{L}{2}/u.test(string.replace(/\\x..|\\u..../g, " ")));
}

/** The string literals that are whole elements of the array whose inside the code starts with. */
function directStrings(code: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const { 0: token, index } of code.matchAll(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[[\](){}]/g)) {
    if (token.startsWith('"') && depth === 0) {
      // Not the right side of a comparison, nor what a condition chooses.
      if (/(^|,)\s*$/.test(code.slice(0, index))) found.push(token);
    }
    if ("[({".includes(token)) depth += 1;
    else if ("])}".includes(token)) depth -= 1;
    if (depth < 0) break;
  }
  return found;
}
