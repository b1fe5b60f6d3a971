import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS, modelFor } from "../../../../src/core/memory/model.ts";
import { HIGHEST, LOWEST, readWeights, WEIGHT_COUNT, writeWeights } from "../../../../src/core/memory/weights.ts";
import { decodeSetting } from "../../../../src/core/settings.ts";

const within = fc.tuple(...LOWEST.map((low, i) => fc.double({ min: low, max: HIGHEST[i] ?? 0, noNaN: true })));

describe("weights as a line of text", () => {
  test("come back as they were written, to four decimals, whatever they are", () => {
    fc.assert(
      fc.property(within, (weights) => {
        const text = writeWeights(weights);
        const read = readWeights(text);
        expect(read).toHaveLength(WEIGHT_COUNT);
        for (const [i, weight] of weights.entries()) expect(Math.abs((read?.[i] ?? 0) - weight)).toBeLessThan(0.00006);
        expect(writeWeights(read ?? [])).toBe(text);
      }),
    );
  });

  test.each([
    ["too few", "1, 2, 3"],
    ["too many", `${writeWeights(DEFAULT_WEIGHTS)}, 0.1`],
    ["no numbers", writeWeights(DEFAULT_WEIGHTS).replace("0", "x")],
    ["not finite", writeWeights(DEFAULT_WEIGHTS).replace(/^[^,]+/, "Infinity")],
    ["beyond their bounds", writeWeights(DEFAULT_WEIGHTS).replace(/^[^,]+/, "101")],
    ["a decay of none", writeWeights(DEFAULT_WEIGHTS).replace(/[^ ]+$/, "0")],
    ["other separators", writeWeights(DEFAULT_WEIGHTS).replaceAll(", ", ",")],
  ])("are refused where they are %s", (_, text) => {
    expect(readWeights(text)).toBeNull();
    expect(decodeSetting("weights", text)).toBeNull();
  });

  test("none are the defaults", () => {
    expect(decodeSetting("weights", "default")).toBe("default");
    expect(modelFor({ desiredRetention: 0.9, weights: "default" }).weights).toEqual(DEFAULT_WEIGHTS);
  });
});
