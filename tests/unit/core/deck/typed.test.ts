import { describe, expect, it } from "vitest";
import { judgeTyped, mixUpsOf } from "../../../../src/core/deck/typed.ts";
import { typedAnswers } from "../../../../src/core/deck/typed-answers.ts";
import type { CardId } from "../../../../src/core/ids.ts";
import { content } from "../../../support/samples/cards.ts";

const text = (words: string) => [{ kind: "text" as const, text: words }];

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

  it("looks for a slip in the word where it is, which may be too short for one", () => {
    expect(judgeTyped("low FSH", ["low TSH"])).toBe("wrong");
    expect(judgeTyped("hip fratcures", ["hip fractures"])).toBe("near");
    // Where words are run together there is no telling.
    expect(judgeTyped("hipfratcures", ["hip fractures"])).toBe("near");
  });

  it("never takes another letter that stands by itself for a slip", () => {
    expect(judgeTyped("vitamin K supplements", ["vitamin D supplements"])).toBe("wrong");
    expect(judgeTyped("N-telopeptide", ["C-telopeptide"])).toBe("wrong");
    expect(judgeTyped("a C-telopeptid", ["C-telopeptide"])).toBe("near");
  });

  it("keeps what the deck names as something else, also where only a plural sets it apart", () => {
    expect(judgeTyped("week", ["weeks"])).toBe("right");
    for (const typed of ["week", "A week."]) expect(judgeTyped(typed, ["weeks"], ["week"]), typed).toBe("wrong");
    expect(judgeTyped("Weeks", ["weeks"], ["week"])).toBe("right");
    expect(judgeTyped("years", ["about a year"], ["years"])).toBe("wrong");
    expect(judgeTyped("a year", ["about a year"], ["years"])).toBe("right");
  });

  it("takes any of the spellings", () => {
    expect(judgeTyped("parathyroid hormone", ["PTH", "parathyroid hormone"])).toBe("right");
  });

  it("takes a name said in two ways where both are right", () => {
    const right = ["PTH", "parathyroid hormone"];
    for (const typed of [
      "parathyroid hormone (PTH)",
      "PTH (parathyroid hormone).",
      "PTH, parathyroid hormone",
      "pth/PTH",
    ])
      expect(judgeTyped(typed, right), typed).toBe("right");
    for (const typed of ["PTH or calcitonin", "PTH (calcitonin)", "PTH, PTHrP", "PTH/FGF23", "PTH or "])
      expect(judgeTyped(typed, right), typed).toBe("wrong");
    expect(judgeTyped("calcitriol (1,25(OH)2D)", ["calcitriol", "1,25-(OH)2D"])).toBe("right");
  });

  it("calls a slip one in British spelling, too", () => {
    expect(judgeTyped("oestrogn", ["estrogen"])).toBe("near");
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
