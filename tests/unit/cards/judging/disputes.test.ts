import { describe, expect, it } from "vitest";
import { judge } from "../../../../cards/judging/judge.ts";
import { bone, card, failures } from "../support.ts";

const { deck } = judge(bone);
/** What the article's own cards and the terms show; the page of what is left out names it, of course. */
const shown = JSON.stringify([deck.cards.filter(({ heading }) => heading !== null), deck.terms]);

describe("the disputed statements", () => {
  it("are all treated, and each that is taught with a note carries one", () => {
    expect(bone.disputes).not.toEqual([]);
    for (const { treatment, note, facts, claim } of bone.disputes) {
      if (treatment === "note" && !claim.startsWith("Terms")) {
        expect([claim, note, facts.length > 0]).toEqual([claim, expect.any(String), true]);
      }
    }
  });

  it("leave no trace where they are to be left out", () => {
    for (const word of ["hypothyroid", "hyperthyroid", "reversible", "inevitabl", "exposure to vitamin"])
      expect(shown.toLowerCase()).not.toContain(word);
  });

  it("are forbidden by patterns that work", () => {
    for (const { forbids, claim } of bone.disputes) {
      for (const pattern of forbids) expect(() => new RegExp(pattern), claim).not.toThrow();
    }
    const lies = [
      [
        "pth-remodeling/forward-direction",
        "PTH builds bone wherever the body needs more of that tissue.",
        /as if it built bone/,
      ],
      [
        "avoid-tobacco/reverse",
        "With good habits osteoporosis is often reversible, as the advertisement says.",
        /reversible/,
      ],
      ["yearly-loss/number", "That adds up to some 10% in ten years for an average adult.", /yearly loss/],
      ["pth-maker/reverse", "Both bone cells make PTH and glands in the neck make it too.", /what bone makes/],
    ] as const;
    for (const [id, reason, says] of lies) {
      const messages = failures(card(id, { reason, background: undefined })(bone), "Q12").filter(({ at }) => at === id);
      expect(messages.map(({ message }) => message)).toContainEqual(expect.stringMatching(says));
    }
  });

  it("show how sure one can be, and where it is written", () => {
    const noted = deck.cards.flatMap(({ note }) => note ?? []);
    expect(noted.length).toBeGreaterThan(30);
    const works = new Set<string>(deck.references.map(({ id }) => id));
    for (const { references } of noted) {
      expect(references.length).toBeGreaterThan(0);
      expect(references.filter((id) => !works.has(id))).toEqual([]);
    }
    const debate = noted.find(({ text }) => JSON.stringify(text).includes("disputed since 2020"));
    expect(debate?.confidence).toEqual({ level: "debated", sinceYear: 2020 });
  });
});
