import fc from "fast-check";
import { expect, test } from "vitest";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { callsOf } from "../../../../src/core/plan/called.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { forward, NOW } from "../../../support/database/db-steps.ts";

const HOUR_MS = 3_600_000;
const calling = (name: string, atMs: number) => ({
  state: { ...NEW_CARD_STATE, calls: { card: forward(name), atMs } },
});
const called = (...cards: ReturnType<typeof calling>[]) => [...callsOf(cards, NOW).keys()];

test("a card that two answers call for is called once, by the newer", () => {
  const calls = callsOf([calling("c", NOW - 2), calling("c", NOW - 1), { state: NEW_CARD_STATE }], NOW);
  expect([...calls]).toEqual([[forward("c"), NOW - 1]]);
});

test("an answer of today and yesterday calls, an older one does not any more", () => {
  expect(called(calling("old", NOW - 50 * HOUR_MS), calling("b", NOW - 1), calling("a", NOW - 30 * HOUR_MS))).toEqual([
    forward("a"),
    forward("b"),
  ]);
});

test("a clock that runs some hours ahead may call, one that is far ahead may not", () => {
  const [hours, years] = [calling("hours", NOW + 5 * HOUR_MS), calling("years", NOW + 973 * 365 * DAY_MS)];
  expect(called(hours, years)).toEqual([forward("hours")]);
});

test("however many call, the ten newest are heard, the oldest of them first", () => {
  const anyAge = fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS });
  fc.assert(
    fc.property(fc.array(anyAge, { maxLength: 60 }), (ages) => {
      const times = [
        ...callsOf(
          ages.map((age, i) => calling(`f${i}`, NOW - age)),
          NOW,
        ).values(),
      ];
      const heard = ages.map((age) => NOW - age).filter((atMs) => atMs > NOW - 2 * DAY_MS && atMs < NOW + DAY_MS);
      expect(times).toEqual(heard.toSorted((a, b) => a - b).slice(-10));
    }),
  );
});
