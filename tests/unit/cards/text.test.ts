import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BASE } from "../../../cards/relations/base.ts";
import { makeRelations } from "../../../cards/relations/relations.ts";

const { asAsked, entails } = makeRelations();

import { similarity } from "../../../cards/rules/q16-no-duplicates.ts";
import { copiedRuns, hashRuns } from "../../../cards/rules/source-runs.ts";
import {
  contentStems,
  findName,
  leaveOut,
  mentions,
  parseRich,
  plain,
  wordCount,
} from "../../../cards/words/rich-text.ts";

describe("rich text", () => {
  it("turns marks into segments", () => {
    expect(parseRich("Not *all* of ___.")).toEqual([
      { kind: "text", text: "Not " },
      { kind: "emphasis", text: "all" },
      { kind: "text", text: " of " },
      { kind: "blank" },
      { kind: "text", text: "." },
    ]);
    expect(() => parseRich("half *a mark")).toThrow(/asterisk/);
  });

  it("loses nothing of a text without marks", () => {
    const unmarked = fc.string().filter((text) => !/[*_]/.test(text));
    fc.assert(fc.property(unmarked, (text) => plain(parseRich(text)) === text.trim()));
  });

  it("meets words in other forms, whole names and acronyms", () => {
    expect(contentStems("suppresses")).toEqual(contentStems("suppressed"));
    expect(contentStems("the activation")).toEqual(contentStems("activated"));
    expect(contentStems("the PTH")).toEqual(["pth"]);
    expect(mentions("Low estrogen, mostly", "estrogen")).toBe(true);
    expect(mentions("phytoestrogens", "estrogen")).toBe(false);
    expect(wordCount("The end of a day", "without")).toBe(3);
  });

  it("finds a phrase where a pattern for whole words would, in letters of any kind", () => {
    const parts = ["pth", "PTH", "th", "(PTH)", "2", "-", " ", "…", "’", "é", "ſ", "\u212a", "k", "*", ".", "𝔞", "😀"];
    const text = fc.array(fc.constantFrom(...parts)).map((some) => some.join(""));
    // Of all that letters and numbers are, what can stand here: the whole of it takes long to compile, for each phrase.
    const inWords = `[${parts.join("").replace(/[^\p{L}\p{N}]/gu, "")}]`;
    fc.assert(
      fc.property(text, text, (whole, phrase) => {
        // An empty pattern of V8 also matches between the halves of a sign.
        fc.pre(phrase !== "" || !/[𝔞😀]/u.test(whole));
        const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        const pattern = new RegExp(`(?<!${inWords})${escaped}(?!${inWords})`, "giu");
        const at = whole.search(pattern);
        expect(mentions(whole, phrase)).toBe(at >= 0);
        expect(leaveOut(whole, phrase)).toBe(whole.replaceAll(pattern, "…"));
        expect(findName(whole, [phrase])?.before ?? null).toBe(at < 0 ? null : whole.slice(0, at));
      }),
      { numRuns: 2000 },
    );
  });

  it("measures likeness from 0 to 1, the same both ways", () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (a, b) => {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("runs of the source", () => {
  it("are known by their hashes, at six words and not at five", () => {
    const source = new Set(hashRuns("Over the hills and far away the piper plays."));
    expect(copiedRuns("He went over the hills, and far away!", source)).toEqual(["over the hills and far away"]);
    expect(copiedRuns("the hills and far away", source)).toEqual([]);
    expect(JSON.stringify([...source])).not.toContain("hills");
  });
});

describe("relations", () => {
  it("have two verb forms that differ", () => {
    for (const [id, { one, many }] of Object.entries(BASE)) expect([id, one === many]).toEqual([id, false]);
  });

  it("entail what is weaker, and not the other way round", () => {
    expect(entails("inhibits", "regulates")).toBe(true);
    expect(entails("mainly-produces", "produces")).toBe(true);
    expect(entails("produces", "mainly-produces")).toBe(false);
    expect(entails("raises", "lowers")).toBe(false);
  });

  it("ask for less when the question does not say main", () => {
    expect(asAsked("mainly-produces", "Which cells make it?")).toBe("produces");
    expect(asAsked("mainly-produces", "Which cells are its main makers?")).toBe("mainly-produces");
    expect(asAsked("inhibits", "Which one inhibits it?")).toBe("inhibits");
  });
});
