/** One word for each idea: those that were given up do not come back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, ROOT } from "./sources.ts";

/** Given up words, and what is said instead. */
const GIVEN_UP: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\bsnapshot/i, "state of a card, copy"],
  [/\bsettl(e|es|ed|ing)\b/i, "reconcile, fixed"],
  [/\bredat(e|es|ed|ing)\b/i, "clock correction"],
  [/\bbring-?back/i, "clock correction"],
  [/\bsalvag/i, "read damaged"],
  [/\brescu/i, "rebuild"],
  [/\bupkeep|\bkeeper\b|\brecorder\b/i, "what it does"],
  [/\bfresh (page|tab|card)/i, "new"],
  [/next ?show(n|ing)/i, "next due"],
  [/\bcard ?trace/i, "forward pass, review history"],
  [/rows that are none|last deed|A day.s work|Settings of Osteon/i, "plain words"],
];

/** What version 1 called its files and events is called so for ever. */
const OF_VERSION_1 = ["src/core/log/version-1.ts", "src/copies/place/version-1-record.ts"];
const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "PRIVACY.md",
  ...filesIn("docs", /\.md$/).map(({ path }) => path),
];

const sources = [
  ...["src", "scripts"].flatMap((folder) => filesIn(folder, /\.(tsx?|mjs|css|html|json)$/)),
  ...filesIn("cards", /\.ts$/),
  ...DOCUMENTS.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") })),
].filter(({ path }) => !OF_VERSION_1.includes(path));

describe("words", () => {
  test("are looked for in all sources", () => expect(sources.length).toBeGreaterThan(300));

  test.each(GIVEN_UP)("%s was given up for: %s", (word) => {
    const holding = sources.filter(({ text }) => word.test(text));
    const lines = holding.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (word.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
    );
    expect(lines).toEqual([]);
  });
});
