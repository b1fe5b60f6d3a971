import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, nearestOf } from "../../../../src/core/deck/difference.ts";

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

describe("the spelling that letters are compared with", () => {
  it("is the nearest, as long as no more than a third differs", () => {
    expect(nearestOf("parathyriod hormone", ["PTH", "parathyroid hormone"])).toBe("parathyroid hormone");
    expect(nearestOf("osteoclasts", ["osteoblasts"])).toBe("osteoblasts");
    // A long spelling has nearly all letters of a short word somewhere.
    expect(nearestOf("PINT", ["P1NP", "PINP", "procollagen type 1 N-terminal propeptide"])).toBe("PINP");
  });

  it("is none where nearly everything differs", () => {
    for (const typed of ["insulin", "the pancreas", "x", "PTH and calcium"])
      expect(nearestOf(typed, ["osteoblasts"]), typed).toBe(null);
    expect(nearestOf("PTH", ["FGF23", "fibroblast growth factor 23"])).toBe(null);
    expect(nearestOf("calcitonin", ["calcitriol"])).toBe(null);
    expect(nearestOf("PTH", [])).toBe(null);
  });
});
