/** How many new cards there were to begin on days that are past, and what that says of how many somebody begins. */
import { expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import { drawLearner } from "../../../../../src/core/memory/simulate/draw.ts";
import { newLeftBack } from "../../../../../src/core/memory/simulate/new-left.ts";
import { beginsAll, pastOf } from "../../../../../src/core/memory/simulate/past.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";

const END = 200;
const onDay = (day: number) => day * DAY_MS + 1;

test("are those that are left and those that were begun since, of decks of which a card was begun by then", () => {
  const finished = { left: 0, begunAtMs: [190, 191, 191].map(onDay) };
  const begun = { left: 7, begunAtMs: [198, 197].map(onDay) };
  const untouched = { left: 50, begunAtMs: [] };
  const left = newLeftBack([finished, begun, untouched], END * DAY_MS);
  expect([10, 9, 8, 7, 3, 2, 1, 0].map(left)).toEqual([0, 3, 2, 0, 0, 9, 8, 7]);
});

/** Ten new cards on each of some days, as many as the setting allows; later only reviews, since nothing is left. */
function past(newLeft: (daysBack: number) => number) {
  const answer = (day: number) => ({ studyDay: day, rating: 3, atMs: onDay(day), durationMs: 5000 });
  const cards = Array.from({ length: 100 }, (_, card) => {
    const first = END - 70 + Math.floor(card / 10);
    return [answer(first), ...Array.from({ length: 6 }, (_, n) => answer(first + 10 * (n + 1)))];
  });
  return pastOf(columnsOf(cards), DEFAULT_WEIGHTS, END * DAY_MS, () => 10, newLeft);
}

test("days on which none was left are no habit of beginning none", () => {
  const left = newLeftBack(
    [{ left: 0, begunAtMs: Array.from({ length: 100 }, (_, card) => onDay(END - 70 + Math.floor(card / 10))) }],
    END * DAY_MS,
  );
  const [known, blind] = [past(left), past(() => 100)];
  expect([beginsAll(known), beginsAll(blind)]).toEqual([true, false]);
  const part = (of: typeof known): number => {
    const drawn = Array.from({ length: 50 }, (_, seed) => drawLearner(of, DEFAULT_WEIGHTS, 30, seed).habits.newPart);
    return drawn.reduce((sum, days) => sum + days.reduce((all, one) => all + one, 0), 0) / (50 * 30);
  };
  expect(part(known)).toBe(1);
  expect(part(blind)).toBeLessThan(0.5);
  // Nobody knows of a habit where there never was one to begin.
  expect(part(past(() => 0))).toBe(1);
});
