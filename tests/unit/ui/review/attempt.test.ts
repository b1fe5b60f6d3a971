import { describe, expect, it } from "vitest";
import type { CardContent } from "../../../../src/core/deck/deck.ts";
import { NO_ATTEMPT } from "../../../../src/ui/review/attempt.ts";
import { suggestionOf, verdictOf } from "../../../../src/ui/review/verdict.ts";
import { CARDS } from "../../../support/gallery/cards.ts";

const typed = (text: string) => verdictOf(CARDS.number, { ...NO_ATTEMPT, typed: text });
const chosen = (option: number | null) => verdictOf(CARDS.choice, { ...NO_ATTEMPT, chosen: option });

describe("verdictOf", () => {
  it("takes every number of the range, its ends included", () => {
    for (const text of ["0.5", "1", "0,75 %", "0.5 to 1"]) expect(typed(text), text).toBe("right");
  });

  it("refuses numbers outside, and ranges that reach outside", () => {
    for (const text of ["0.49", "1.01", "5", "0.5 to 2"]) expect(typed(text), text).toBe("wrong");
  });

  it("calls nobody wrong for the comma of their country", () => {
    const thousand: CardContent = { ...CARDS.number, accepts: { min: 900, max: 1100, unit: "mg" } };
    const one: CardContent = { ...CARDS.number, accepts: { min: 1, max: 1, unit: "mg" } };
    for (const text of ["1,000", "1.000", "1 000", "900 to 1,100"]) {
      expect(verdictOf(thousand, { ...NO_ATTEMPT, typed: text }), text).toBe("right");
    }
    expect(verdictOf(one, { ...NO_ATTEMPT, typed: "1,000" })).toBe("right");
    expect(verdictOf(one, { ...NO_ATTEMPT, typed: "1 000" })).toBe("wrong");
    expect(verdictOf(thousand, { ...NO_ATTEMPT, typed: "1,00" })).toBe("wrong");
  });

  it("says nothing where nothing was tried or only the user can tell", () => {
    expect(typed("")).toBeNull();
    expect(chosen(null)).toBeNull();
    expect(verdictOf(CARDS.forward, { ...NO_ATTEMPT, chosen: 0, typed: "1" })).toBeNull();
  });

  it("says of what holds no number that it could not be read", () => {
    for (const text of ["a little", "²", "?"]) expect(typed(text), text).toBe("unread");
    expect(typed("  ")).toBeNull();
    expect(suggestionOf(CARDS.number, { ...NO_ATTEMPT, typed: "a little" })).toBe(1);
  });

  it("judges a choice by its option, wherever it was shown", () => {
    expect([0, 1, 2].map(chosen)).toEqual(["right", "wrong", "wrong"]);
  });
});

describe("suggestionOf", () => {
  it("points at Again for who does not know which option it is", () => {
    expect(suggestionOf(CARDS.choice, { ...NO_ATTEMPT, gaveUp: true })).toBe(1);
    expect(suggestionOf(CARDS.choice, NO_ATTEMPT)).toBeNull();
  });

  it("points at Good for right, at Again for wrong, and otherwise nowhere", () => {
    expect(suggestionOf(CARDS.choice, { ...NO_ATTEMPT, chosen: 0 })).toBe(3);
    expect(suggestionOf(CARDS.choice, { ...NO_ATTEMPT, chosen: 2 })).toBe(1);
    expect(suggestionOf(CARDS.forward, NO_ATTEMPT)).toBeNull();
  });

  it("points at Again for a name that is another, and for a field that was left empty, but not for a slip", () => {
    const name: CardContent = { ...CARDS.forward, typed: ["Sclerostin"] };
    const of = (typed: string) => suggestionOf(name, { ...NO_ATTEMPT, typed, gaveUp: true });
    expect(["Sclerostin", "Sclerostni", "Leptin", "", "  "].map(of)).toEqual([3, 3, 1, 1, 1]);
    // Nobody is asked to type it.
    expect(suggestionOf(name, NO_ATTEMPT)).toBeNull();
  });
});
