/** The value of the register of more new cards on a day, and what it is read as. */
import { expect, test } from "vitest";
import { MOST_OF_A_DAY, moreNewFrom, moreNewValue } from "../../../../src/core/plan/more-new.ts";

const TODAY = 20780;

test("what was set is read on its day alone", () => {
  const value = moreNewValue(5, TODAY);
  expect([TODAY - 1, TODAY, TODAY + 1].map((day) => moreNewFrom(value, day))).toEqual([0, 5, 0]);
});

test("none is no value, and none as well where it was written as a number", () => {
  expect(moreNewValue(0, TODAY)).toBeNull();
  for (const value of [null, `0 on ${TODAY}`, `5 until ${TODAY}`, 5, undefined]) {
    expect(moreNewFrom(value, TODAY)).toBe(0);
  }
});

test("no day has more of them than the settings may allow", () => {
  expect(moreNewFrom(moreNewValue(999, TODAY), TODAY)).toBe(MOST_OF_A_DAY);
});
