/** What is said of a forecast beside what came. */
import "../../../../support/gallery/browser-stub.ts";
import { expect, test } from "vitest";
import { hindcastTold } from "../../../../../src/ui/progress/numbers/account.ts";

const TODAY = 20_780;
const band = { low: 40, mean: 60, high: 90 };
const told = (answers: number, minutes: number, absentDays = 0, awayDays = 0): string =>
  hindcastTold({
    from: TODAY - 60,
    to: TODAY - 1,
    absentDays,
    answers: [{ ...band, day: TODAY - 1, happened: answers }],
    minutes: { ...band, happened: minutes },
    awayDays,
  }).sentence;

test.each([
  [60, 60, "Both are within"],
  [60, 95, "the time is not"],
  [20, 50, "the answers are not"],
  [20, 20, "Neither is within"],
  [0, 0, "You did not study on these days"],
])("%i answers in %i minutes: %s", (answers, minutes, words) => {
  expect(told(answers, minutes)).toContain(words);
});

test("says that nothing was studied for days on end in its time, unless nothing was at all", () => {
  expect(told(20, 20, 0, 31)).toMatch(/You did not study for 31 days on end in this time/);
  expect(told(20, 20)).not.toContain("on end");
  expect(told(0, 0, 0, 60)).not.toContain("on end");
});

test("says which days without study it left out, and nothing of it where there were none", () => {
  expect(told(60, 60, 41)).toMatch(/The 41 days on end without study are left out/);
  expect(told(60, 60)).not.toContain("left out");
});
