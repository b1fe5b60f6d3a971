/** The value of the register of more new cards on a day, what it is read as, and what is offered beside it. */
import { expect, test } from "vitest";
import { moreNewFrom, moreNewValue, moreNewWith, offeredMore } from "../../../../src/core/plan/more-new.ts";
import type { StudyDay } from "../../../../src/core/time/study-day.ts";

const today = 20_780 as StudyDay;

test.each([
  ["none", null, 0],
  ["some", `8 on ${today}`, 8],
  ["of another day", `8 on ${today - 1}`, 0],
  ["as many as a day may have", `200 on ${today}`, 200],
  ["more than that", `203 on ${today}`, 200],
  ["by far more", `1000 on ${today}`, 200],
  ["none, written as a number", `0 on ${today}`, 0],
  ["no number", `many on ${today}`, 0],
])("what the register says: %s", (_, value, cards) => {
  expect(moreNewFrom(value, today)).toBe(cards);
});

test("none is no value", () => {
  expect(moreNewValue(0, today)).toBeNull();
});

test("never more are written than a day may have", () => {
  expect(moreNewValue(203, today)).toBe(`200 on ${today}`);
});

test.each([
  [null, `3 on ${today}`],
  [`8 on ${today}`, `11 on ${today}`],
  [`8 on ${today - 1}`, `3 on ${today}`],
  [`198 on ${today}`, `200 on ${today}`],
  // It stays what it is: nothing comes by writing it anew.
  [`203 on ${today}`, `203 on ${today}`],
])("three more than %s are %s", (value, more) => {
  expect(moreNewWith(value, 3, today)).toBe(more);
});

test.each([
  [0, 0, 0],
  [3, 0, 3],
  [3, 198, 2],
  [3, 200, 0],
  [50, 0, 10],
])("who begins %i a day, and %i more today, is offered %i", (newPerDay, already, offered) => {
  expect(offeredMore(newPerDay, already)).toBe(offered);
});
