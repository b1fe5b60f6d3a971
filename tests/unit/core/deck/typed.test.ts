import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, folded, judgeTyped, mixUpsOf, nearestOf, sameName } from "../../../../src/core/deck/typed.ts";
import { typedAnswers } from "../../../../src/core/deck/typed-answers.ts";
import type { CardId } from "../../../../src/core/ids.ts";
import { content } from "../../../support/cards.ts";

const text = (words: string) => [{ kind: "text" as const, text: words }];

describe("what is the same name", () => {
  it.each([
    ["fgf 23", "FGF23"],
    ["FGF-23", "FGF23"],
    ["25 hydroxy vitamin d", "25-hydroxyvitamin D"],
    ["the kidneys", "Kidneys"],
    ["kidney", "The kidneys"],
    ["osteocyte", "osteocytes"],
    ["canaliculus", "canaliculi"],
    ["lacuna", "lacunae"],
    ["Cushings syndrome", "Cushing's syndrome"],
    ["β-catenin", "beta catenin"],
    ["ﬁbroblast", "fibroblast"],
    ["  Calcitriol. ", "calcitriol"],
    ["cálcio", "calcio"],
  ])("%s is %s", (typed, right) => {
    expect(sameName(typed, right)).toBe(true);
  });

  it("is not another word, nor nothing", () => {
    for (const [a, b] of [
      ["T3", "T4"],
      ["FGF21", "FGF23"],
      ["osteoclasts", "osteoblasts"],
      ["", "a"],
      ["...", "..."],
    ] as const)
      expect(sameName(a, b), `${a} ${b}`).toBe(false);
  });

  it("holds both ways, and of everything with itself", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(sameName(a, b)).toBe(sameName(b, a));
        expect(sameName(a, a)).toBe(folded(a) !== "");
      }),
    );
  });
});

describe("the verdict", () => {
  it("calls one slip of the fingers nearly right: a letter more, less, another, or two that changed places", () => {
    for (const typed of ["calcitriool", "calcitrol", "calcitriul", "calcitroil"])
      expect(judgeTyped(typed, ["Calcitriol"]), typed).toBe("near");
    expect(judgeTyped("calcitonin", ["Calcitriol"])).toBe("wrong");
  });

  it("never takes a digit, or the name of another thing, for a slip", () => {
    expect(judgeTyped("1,25-hydroxyvitamin D", ["25-hydroxyvitamin D"])).toBe("wrong");
    expect(judgeTyped("osteoclasts", ["osteoblasts"])).toBe("near");
    expect(judgeTyped("Osteoclast", ["osteoblasts"], ["osteoclasts"])).toBe("wrong");
    // Short words are mostly one letter apart from others.
    expect(judgeTyped("PTS", ["PTH"])).toBe("wrong");
  });

  it("takes any of the spellings", () => {
    expect(judgeTyped("parathyroid hormone", ["PTH", "parathyroid hormone"])).toBe("right");
    expect(nearestOf("parathyriod hormone", ["PTH", "parathyroid hormone"])).toBe("parathyroid hormone");
  });
});

describe("where two spellings differ", () => {
  it("is told piece by piece", () => {
    expect(difference("osteocits", "osteocytes")).toEqual([
      { kind: "same", text: "osteoc" },
      { kind: "extra", text: "i" },
      { kind: "missing", text: "y" },
      { kind: "same", text: "t" },
      { kind: "missing", text: "e" },
      { kind: "same", text: "s" },
    ]);
  });

  it("gives both texts again, whatever they are", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(words, words, (typed, right) => {
        const parts = difference(typed, right);
        const read = (left: "extra" | "missing"): string =>
          parts.flatMap(({ kind, text: piece }) => (kind === left ? [] : [piece])).join("");
        expect(read("missing")).toBe(typed.trim());
        expect(read("extra").toLowerCase()).toBe(right.toLowerCase());
      }),
    );
  });
});

describe("a card", () => {
  it("may be typed where its deck says the spellings, and its answer is short", () => {
    expect(typedAnswers(content("a", 0))).toBe(null);
    expect(typedAnswers(content("a", 0, { answer: text("PTH"), typed: ["parathyroid hormone"] }))).toEqual([
      "PTH",
      "parathyroid hormone",
    ]);
    // A learner's own wording may be longer.
    expect(typedAnswers(content("a", 0, { answer: text("The one that the glands make"), typed: ["PTH"] }))).toBe(null);
  });

  it("names the contrasts of what was said", () => {
    const contrast = "deck/f/contrast" as CardId;
    const card = content("a", 0, { mixUps: [{ contrast, thing: "PTH", other: ["calcitonin", "CT"] }] });
    expect(mixUpsOf(card, "Calcitonin")).toHaveLength(1);
    expect(mixUpsOf(card, "insulin")).toEqual([]);
    expect(mixUpsOf(content("a", 0), "calcitonin")).toEqual([]);
  });
});
