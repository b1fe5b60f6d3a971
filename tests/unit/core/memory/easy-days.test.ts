import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayWeights } from "../../../../src/core/memory/balance.ts";
import { chosenDays, easyDaysFrom, isAllEasy, USUAL_WEEK } from "../../../../src/core/memory/easy-days.ts";

describe("a week whose days are all easy", () => {
  it.each(["0000000", "fffffff"])("%s is planned as a usual one, and kept as it was chosen", (text) => {
    expect(isAllEasy(chosenDays(text))).toBe(true);
    expect(easyDaysFrom(text)).toEqual(easyDaysFrom(USUAL_WEEK));
    expect(chosenDays(text)).not.toEqual(chosenDays(USUAL_WEEK));
  });

  it.each([USUAL_WEEK, "00000nn", "000000f", "nonsense"])("%s is none", (text) => {
    expect(isAllEasy(chosenDays(text))).toBe(false);
    expect(easyDaysFrom(text)).toEqual(chosenDays(text));
  });

  it("gives cards the days that a usual week gives them", () => {
    const counts = fc.array(fc.nat(20), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 20_000, max: 20_100 }), fc.boolean(), (due, today, prefersSooner) => {
        const weights = (text: string) =>
          dayWeights(
            { shortest: 1, longest: 8 },
            { dueOn: (day) => due[day - today - 1] ?? 0, siblingsOn: () => 0, easyDays: easyDaysFrom(text) },
            { today, prefersSooner },
          );
        expect(weights("0000000")).toEqual(weights(USUAL_WEEK));
      }),
    );
  });
});
