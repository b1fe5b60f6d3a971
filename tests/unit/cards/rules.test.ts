import { describe, expect, it } from "vitest";
import mutations from "../../../cards/mutations.json" with { type: "json" };
import { RULES } from "../../../cards/rules/index.ts";
import { readTides, salad } from "./bad-reading.ts";
import { CASES } from "./cases.ts";
import { bone, failures, tides } from "./support.ts";

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

  it("find nothing in a deck that was read as it stands, and see word salad that no pattern would", () => {
    expect(failures(readTides)).toEqual([]);
    expect(failures(salad(tides)).map(({ rule }) => rule)).toContain("Q28");
  });

  it("are tried on as many bad cards as the check says", () => {
    expect(mutations.badCards).toBe(CASES.length);
  });

  it("are each proved to bite", () => {
    const proved = new Set(CASES.map(({ rule }) => rule));
    expect(RULES.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
    expect(RULES.filter(({ id }) => id.startsWith("Q")).length).toBeGreaterThanOrEqual(22);
  });
});
