import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examFigures } from "../../../../src/core/plan/exam-figures.ts";

const band = (mean: number, low = mean, high = mean) => ({ mean, low, high });

describe("what is said of an exam", () => {
  it("says how many facts are not begun, and ends the range at those that are", () => {
    expect(examFigures({ facts: band(33.2, 28, 38.4), begun: band(35.4, 31, 40) }, 48)).toEqual({
      begun: 35,
      notBegun: 13,
      known: 33,
      low: 28,
      high: 35,
    });
  });

  it("never says a part that is more than its whole", () => {
    const value = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(value, value, value), value, fc.nat(600), (facts, begun, total) => {
        const [low = 0, mean = 0, high = 0] = facts.toSorted((a, b) => a - b);
        const said = examFigures({ facts: band(mean, low, high), begun: band(begun) }, total);
        expect(said.low).toBeLessThanOrEqual(said.known);
        expect(said.known).toBeLessThanOrEqual(said.high);
        expect(said.high).toBeLessThanOrEqual(said.begun);
        expect(said.begun + said.notBegun).toBe(total);
        expect(said.notBegun).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
