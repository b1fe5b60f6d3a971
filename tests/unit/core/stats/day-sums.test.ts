/** A small study's days, worked out by hand: see tests/support/small-study.ts. */
import { expect, test } from "vitest";
import { grouped } from "../../../../src/core/grouped.ts";
import { concernsCard } from "../../../../src/core/log/event.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { answersIn, dayReviews, NO_SUMS, sumDays, withReview } from "../../../../src/core/stats/day-sums.ts";
import { EVENTS, SMALL_STUDY } from "../../../support/small-study.ts";

const TODAY = 20780;
const days = new Map(
  sumDays(grouped(SMALL_STUDY.events.filter(concernsCard), ({ card }) => card)).map((row) => [row.day - TODAY, row]),
);

test("a day has a row where something counts, and no other has", () => {
  // What was undone five days ago does not count; what was reset two days ago had counted.
  expect([...days.keys()].sort((a, b) => a - b)).toEqual([-41, -30, -9, -4, -1, 0]);
  expect(days.get(-9)?.answers.new).toEqual([0, 0, 0, 1]);
});

test("a review counts by the phase that was shown, its rating, its time and the hour where the user was", () => {
  const yesterday = days.get(-1);
  // Nine o'clock UTC, ten where the user was.
  expect(yesterday).toMatchObject({ deck: "bones", durationMs: 9000, hours: { 10: [2, 1] } });
  expect(yesterday?.answers.new).toEqual([1, 0, 1, 0]);
  expect(answersIn(yesterday ?? NO_SUMS)).toBe(2);
  expect(answersIn(yesterday ?? NO_SUMS, "review")).toBe(0);
});

test("retention is asked of cards in review, by the interval that they had", () => {
  const inReview = { ...EVENTS.lapsedAgain, phase: "review" as const };
  const young = dayReviews([EVENTS.lapsedEasy, inReview])[1];
  expect(young?.intervalDays).toBe(8);
  const long = { ...EVENTS.lapsedEasy, next: { dueDay: TODAY - 41 + 21, dueAtMs: null } };
  const mature = dayReviews([long, inReview])[1];
  if (!young || !mature) throw new Error("there are two reviews");
  const both = withReview(withReview(NO_SUMS, young, 1), mature, 1);
  expect([both.young, both.mature]).toEqual([
    { asked: 1, passed: 0 },
    { asked: 1, passed: 0 },
  ]);
  const hard: ReviewEvent = { ...inReview, rating: 2 };
  const good = dayReviews([long, hard])[1];
  expect(good && withReview(NO_SUMS, good, 1).mature).toEqual({ asked: 1, passed: 1 });
  // On the day of the review before it, nothing was asked of memory.
  const sameDay = { ...inReview, studyDay: TODAY - 41, atMs: EVENTS.lapsedEasy.atMs + 1000 };
  expect(dayReviews([EVENTS.lapsedEasy, sameDay])[1]?.intervalDays).toBeNull();
});

test("what is added and taken away again leaves nothing behind", () => {
  const all = SMALL_STUDY.events.filter(concernsCard).flatMap((event) => dayReviews([event]));
  const full = all.reduce((sums, review) => withReview(sums, review, 1), NO_SUMS);
  expect(answersIn(full)).toBe(all.length);
  expect(all.reduce((sums, review) => withReview(sums, review, -1), full)).toEqual(NO_SUMS);
});
