import { describe, expect, it } from "vitest";
import { generate } from "../../../../cards/generate.ts";
import { plainText } from "../../../../src/core/deck/plain-text.ts";
import { judgeTyped, mixUpsOf } from "../../../../src/core/deck/typed.ts";
import { typedAnswers } from "../../../../src/core/deck/typed-answers.ts";
import { bone } from "../support.ts";

const { deck } = generate(bone);
const cards = new Map(deck.cards.map((card) => [card.id, card]));

describe("the answers of the shipped deck that may be typed", () => {
  const typed = deck.cards.filter((card) => typedAnswers(card) !== null);

  it("are names, and no directions or sentences", () => {
    expect(typed.length).toBeGreaterThan(60);
    for (const card of typed) {
      expect(judgeTyped(plainText(card.answer), typedAnswers(card) ?? [], card.unlike), card.id).toBe("right");
      expect(plainText(card.answer)).not.toMatch(/^It /);
    }
    const asked = new Set(typed.map(({ type }) => type));
    for (const type of ["choice", "contrast", "pathway", "number"] as const) expect(asked).not.toContain(type);
  });

  it("never take the name of another thing of the deck for a slip of the fingers", () => {
    const names = deck.entities.flatMap(({ name, aka }) => [name, ...aka]);
    for (const card of typed) {
      const near = names.filter((name) => judgeTyped(name, typedAnswers(card) ?? [], card.unlike) === "near");
      expect(near, card.id).toEqual([]);
    }
  });
});

describe("what is mixed up with an answer", () => {
  it("leads to a contrast that names both", () => {
    const all = deck.cards.flatMap(({ mixUps = [] }) => mixUps);
    expect(all.length).toBeGreaterThan(40);
    for (const { contrast, thing, other } of all) {
      const card = cards.get(contrast);
      expect(card?.type).toBe("contrast");
      const front = plainText(card?.front ?? []).toLowerCase();
      expect(other).not.toEqual([]);
      // Word by word: "Primary or secondary hyperparathyroidism" says what both share once.
      for (const word of `${thing} ${other[0]}`.toLowerCase().split(" ")) expect(front, contrast).toContain(word);
    }
    const asksOsteoblasts = deck.cards.find((card) => plainText(card.answer) === "Osteoblasts" && card.typed);
    expect(asksOsteoblasts && mixUpsOf(asksOsteoblasts, "osteoclast")).not.toEqual([]);
  });
});
