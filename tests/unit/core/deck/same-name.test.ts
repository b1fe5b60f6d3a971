import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, sameName } from "../../../../src/core/deck/same-name.ts";

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
    ["oestrogen", "estrogen"],
    ["Oestradiol", "estradiol"],
    ["hypophosphataemia", "hypophosphatemia"],
    ["haematopoietic", "hematopoietic"],
    ["paracrine signalling", "paracrine signaling"],
    ["tumour-induced osteomalacia", "tumor-induced osteomalacia"],
    ["neighbouring cells", "neighboring cells"],
    ["bone remodelling", "bone remodeling"],
    ["mineralisation", "mineralization"],
    ["ageing", "aging"],
    ["collagen fibre", "collagen fibers"],
    ["sulphate", "sulfate"],
    ["formation of bone", "bone formation"],
    ["the formation of the bone", "bone formation"],
    ["TSH low", "low TSH"],
    ["low levels of TSH", "low TSH"],
    ["It is the kidneys", "kidneys"],
    ["by the bloodstream", "the bloodstream"],
    ["TSH is low", "low TSH"],
    ["about 1 year", "1 year"],
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
      ["PTHrP", "PTH"],
      ["parathyroid hormone-related protein", "parathyroid hormone"],
      ["calcidiol", "calcitriol"],
      ["25-hydroxyvitamin D", "1,25-dihydroxyvitamin D"],
      ["vitamin D", "calcitriol"],
      ["vitamin A", "vitamin"],
      ["osteoporosis", "osteopetrosis"],
      ["estrogen and testosterone", "estrogen or testosterone"],
      ["bone bone", "bone formation"],
      ["bone", "bone formation"],
      ["the", "of the"],
      ["a few years", "a year"],
      ["low", "low TSH"],
      ["high TSH", "low TSH"],
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
