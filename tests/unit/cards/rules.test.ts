import { describe, expect, it } from "vitest";
import { RULES } from "../../../cards/rules/index.ts";
import { DECK_CASES } from "./bad-content.ts";
import { QUESTION_CASES } from "./bad-questions.ts";
import { TRUTH_CASES } from "./bad-truth.ts";
import { bone, failures, tides } from "./support.ts";

const CASES = [...QUESTION_CASES, ...TRUTH_CASES, ...DECK_CASES];

describe("the rules", () => {
  it.each([["tides", tides] as const, ["bone", bone] as const])("find nothing in the %s deck", (_, source) => {
    expect(failures(source)).toEqual([]);
  });

  it.each(CASES.map((each) => [`${each.rule} catches ${each.what}`, each] as const))(
    "%s",
    (_, { rule, deck, spoil, at, says }) => {
      const found = failures(spoil(deck === "tides" ? tides : bone), rule);
      expect(found.filter((finding) => finding.at === at).map(({ message }) => message)).toContainEqual(
        expect.stringMatching(says),
      );
    },
  );

  it("are each proved to bite", () => {
    const proved = new Set(CASES.map(({ rule }) => rule));
    expect(RULES.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
    expect(RULES.filter(({ id }) => id.startsWith("Q"))).toHaveLength(20);
  });
});
