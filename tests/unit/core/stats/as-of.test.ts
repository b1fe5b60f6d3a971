/** Which settings and which reviews the log says were there on a day that is past. */
import { describe, expect, test } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeSetting, makeUndo } from "../../../../src/core/log/make-event.ts";
import { asOf, newPerDayBack } from "../../../../src/core/stats/as-of.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { at, forward, maker, NOW } from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";

const TODAY = at(NOW).today;
const daysAgo = (days: number) => maker(NOW - days * DAY_MS);
const DEFAULT = newPerDayBack([], TODAY)(0);
const own = makeSetting("newPerDay", 7, null, daysAgo(50));
const foreign = makeSetting("newPerDay", 50, null, daysAgo(30));
const withFile = makeUndo(foreign, maker(), "file");
const then = (registers: readonly Envelope[], days: number, events: readonly Envelope[] = []) => {
  const cards = [{ deck: "deck", retired: false, events }];
  return asOf({ cards, registers, onWith: () => () => true }, TODAY - days, NOW - days * DAY_MS, 10);
};

describe("the new cards a day that were allowed", () => {
  test("are those of the last setting before each day", () => {
    const back = newPerDayBack([foreign, own], TODAY);
    expect([60, 49, 31, 30, 29, 0].map(back)).toEqual([DEFAULT, 7, 7, 7, 50, 50]);
  });

  test("are not those of a file that was taken back, on no day, as if it had never come", () => {
    const back = newPerDayBack([own, foreign, withFile], TODAY + 1);
    expect([29, 10, 0].map(back)).toEqual([7, 7, 7]);
    expect(then([own, foreign, withFile], 10).plan.newPerDay).toBe(7);
    expect(then([own, foreign, withFile], 10).newPerDay(0)).toBe(7);
    expect(then([own, foreign], 10).plan.newPerDay).toBe(50);
  });

  test("are those of the file again once it was brought again", () => {
    const again = makeUndo(withFile, maker(NOW + 1000));
    expect(newPerDayBack([own, foreign, withFile, again], TODAY + 1)(0)).toBe(50);
  });

  test("are not those that a clock dated ahead, and that were replaced when it was right again", () => {
    const ahead = makeSetting("newPerDay", 99, null, daysAgo(5));
    const right = makeSetting("newPerDay", 3, null, daysAgo(15));
    const back = newPerDayBack([ahead, { ...right, replaces: ahead.id }], TODAY);
    expect([10, 0].map(back)).toEqual([3, 3]);
  });

  test("were those of a setting that was taken back by itself until it was", () => {
    const undo = makeUndo(foreign, daysAgo(20));
    expect([25, 15].map(newPerDayBack([own, foreign, undo], TODAY))).toEqual([50, 7]);
  });
});

test("reviews of a file that was taken back since were not there", () => {
  const reviews = reviewsOf("a", 3, NOW - 40 * DAY_MS);
  const gone = reviews.map((review) => makeUndo(review, maker(NOW), "file"));
  expect(reviews.every(({ card }) => card === forward("a"))).toBe(true);
  expect(then([], 10, reviews).plan.newCards).toBe(0);
  expect(then([], 10, [...reviews, ...gone]).plan.newCards).toBe(1);
});
