import { describe, expect, it } from "vitest";
import type { CardContent } from "../../../../src/core/deck/deck.ts";
import { plainText } from "../../../../src/core/deck/plain-text.ts";
import { optionsOf } from "../../../../src/ui/review/pair.ts";
import { CARDS, rich } from "../../../support/gallery/cards.ts";

const shown = (front: string, answer: string): string =>
  optionsOf({ ...CARDS.contrast, front: rich(front), answer: rich(answer) } satisfies CardContent)
    .map(({ text, correct }) => `${correct ? "+" : "-"}${plainText(text)}`)
    .join(" ");

describe("optionsOf", () => {
  it("takes the two of a contrast from its question, in their order", () => {
    expect(shown("FGF23 or sclerostin: which works mainly by endocrine signaling?", "FGF23")).toBe(
      "+FGF23 -sclerostin",
    );
    expect(shown("Osteoblasts or osteocytes: which make sclerostin?", "Osteocytes")).toBe("-Osteoblasts +osteocytes");
  });

  it("takes them from the last sentence where a case is told before", () => {
    expect(shown("A man of 50 has aching bones. XLH or rickets: which is likelier?", "XLH")).toBe("+XLH -rickets");
  });

  it("knows an answer by a part of its name, as long as it is one of the two", () => {
    expect(shown("Primary or secondary hyperparathyroidism: which raises calcium?", "Primary")).toBe(
      "+Primary -secondary hyperparathyroidism",
    );
    expect(shown("The T-score or FRAX: which compares?", "T-score")).toBe("+The T-score -FRAX");
    expect(shown("RANKL or anti-RANKL: which is it?", "RANKL")).toBe("+RANKL -anti-RANKL");
    expect(shown("Bone loss or bone turnover: which?", "Bone")).toBe("");
  });

  it("offers nothing where the question does not begin with two", () => {
    expect(shown("Which of the two bone processes does sclerostin hold back?", "Bone formation")).toBe("");
    expect(shown("FGF23 or sclerostin: which is it?", "PTH")).toBe("");
    expect(optionsOf(CARDS.forward)).toEqual([]);
  });

  it("gives a choice its own options", () => {
    expect(optionsOf(CARDS.choice)).toBe(CARDS.choice.options);
  });
});
