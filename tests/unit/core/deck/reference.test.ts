import { describe, expect, it } from "vitest";
import type { Reference } from "../../../../src/core/deck/deck.ts";
import { addressOf, citationOf } from "../../../../src/core/deck/reference.ts";
import type { ReferenceId } from "../../../../src/core/ids.ts";

const work: Reference = {
  id: "a" as ReferenceId,
  authors: "Eastell R, et al.",
  title: "How often?",
  journal: "J Bone",
  year: 2019,
  place: "4(5):15-22",
  doi: "10.1/x",
  pmid: "12",
  pmcid: "PMC3",
  url: "https://example.org/",
  kind: "review",
};

describe("a reference", () => {
  it("is cited with one full stop after each part", () => {
    expect(citationOf(work)).toBe("Eastell R, et al. How often? J Bone 2019;4(5):15-22.");
    expect(citationOf({ ...work, title: "Bone", place: "" })).toBe("Eastell R, et al. Bone. J Bone 2019.");
  });

  it("is found at the address that lasts longest", () => {
    expect(addressOf(work)).toBe("https://doi.org/10.1/x");
    expect(addressOf({ ...work, doi: null })).toBe("https://pubmed.ncbi.nlm.nih.gov/12/");
    expect(addressOf({ ...work, doi: null, pmid: null })).toBe("https://pmc.ncbi.nlm.nih.gov/articles/PMC3/");
    expect(addressOf({ ...work, doi: null, pmid: null, pmcid: null })).toBe("https://example.org/");
  });
});
