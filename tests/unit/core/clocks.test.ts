/** Clocks that are wrong, travel and the calendar: no review moves a card's days backwards, and no card is stranded. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bringWithinReach, makeClockCorrection } from "../../../src/core/log/clock-correction.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { applyEvent, canFollow, countedReviews, foldCard } from "../../../src/core/log/fold.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { makeReset, makeReview, makeUndo } from "../../../src/core/log/make-event.ts";
import { type CardState, isOutOfReach, isStranded, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { endOfToday, type Now, nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { DEVICE } from "../../support/database/db-steps.ts";
import { deeds, live } from "../../support/database/histories.ts";
import { card } from "../../support/samples/cards.ts";
import { UTC, zone } from "../../support/samples/zones.ts";

const ID = card("fact").id;
const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const YEAR = 365.25 * DAY_MS;
const ZONES = Intl.supportedValuesOf("timeZone");
const zones = new Map<string, ReturnType<typeof zone>>();
const offsetsOf = (name: string) => {
  const offsetAt = zones.get(name) ?? zone(name);
  zones.set(name, offsetAt);
  return offsetAt;
};

let chance = 0;
const random = (): Uint8Array => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(0, ++chance);
  return bytes;
};

const makerAt = (now: Now) => ({ device: DEVICE, now, random: random() });

interface Lived {
  readonly events: readonly Envelope[];
  readonly state: CardState;
}

function review({ events, state }: Lived, rating: Rating, now: Now): Lived {
  const wait = scheduler.outcomes(ID, state, now)[rating - 1]?.wait ?? { unit: "days", count: 1 };
  const answer = { rating, wait, shownAtMs: now.nowMs - 3000, surface: "popup" as const, factRevision: 1 };
  const entry = card("fact", 0, state);
  const { card: near, corrections } = isOutOfReach(state, now)
    ? bringWithinReach(entry, events, scheduler, () => makerAt(now))
    : { card: entry, corrections: [] };
  const event = makeReview(near, answer, makerAt(now));
  const all = [...events, ...corrections, event];
  return {
    events: all,
    state: canFollow(near.state, event) ? applyEvent(near.state, event, scheduler) : foldCard(all, scheduler),
  };
}

const NOTHING: Lived = { events: [], state: NEW_CARD_STATE };
const rating = fc.constantFrom<Rating>(1, 2, 3, 3, 3, 4);
const instant = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2037, 0) });

describe("whatever clock and zone say", () => {
  const showings = fc.array(
    fc.record({
      rating,
      zone: fc.constantFrom(...ZONES),
      rolloverHour: fc.nat(23),
      waitMs: fc.oneof(
        fc.integer({ min: -3 * YEAR, max: 3 * YEAR }),
        fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }),
        fc.integer({ min: 0, max: 60_000 }),
      ),
    }),
    { minLength: 1, maxLength: 12 },
  );

  test("the state is the fold, and what was made when a clock was wrong neither dates nor orders what is made now", () => {
    fc.assert(
      fc.property(instant, showings, (startMs, all) => {
        let nowMs = startMs;
        let lived = NOTHING;
        for (const showing of all) {
          nowMs = Math.max(0, nowMs + showing.waitMs);
          const now = nowAt(nowMs, offsetsOf(showing.zone), showing.rolloverHour);
          lived = review(lived, showing.rating, now);
          const event = lived.events.at(-1);
          if (!event || !isOfKind(event, "review")) throw new Error("only reviews were made");
          expect(event.atMs - nowMs).toBeGreaterThanOrEqual(0);
          // A traveller's last day is at most one ahead, and the time of a review within two days of its study day.
          // What is made in one instant is stamped some milliseconds later than what came before, corrections as well.
          expect(event.atMs - nowMs).toBeLessThanOrEqual(3 * DAY_MS + 1000);
          expect(event.studyDay - now.today).toBeGreaterThanOrEqual(0);
          expect(event.studyDay - now.today).toBeLessThanOrEqual(1);
          expect(event.next.dueDay).toBeGreaterThanOrEqual(event.studyDay);
        }
        expect(foldCard(lived.events, scheduler)).toEqual(lived.state);
      }),
      { numRuns: 300 },
    );
  });

  test("a card that is shown goes on from its answer, so that none is shown over and over", () => {
    fc.assert(
      fc.property(deeds, rating, fc.integer({ min: -400 * DAY_MS, max: 4000 * DAY_MS }), (history, given, laterMs) => {
        const lived = live("fact", history, scheduler);
        const now = nowAt(Math.max(0, Date.UTC(2026, 10, 23, 9) + laterMs), UTC, 4);
        const entry = card("fact", 0, lived.state);
        const { phase, dueDay } = lived.state;
        const settings = { newPerDay: 9, reviewsPerDay: 9 };
        const { cards } = buildQueue({
          learning: lived.state.dueAtMs === null ? [] : [entry],
          reviews: phase === "review" && (dueDay ?? 0) <= now.today ? [entry] : [],
          newCards: phase === "new" ? [entry] : [],
          answered: [],
          settings,
          now,
        });
        if (cards.length === 0) return;
        const { events } = review(lived, given, now);
        expect(countedReviews(events).at(-1)?.id).toBe(events.at(-1)?.id);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a day in any zone", () => {
  test("ends after now and within 26 hours, at any rollover hour, leap days and changes of the clock included", () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), fc.nat(23), (nowMs, name, rolloverHour) => {
        const now = nowAt(nowMs, offsetsOf(name), rolloverHour);
        const end = endOfToday(now);
        expect(end).toBeGreaterThan(nowMs);
        // Samoa and Kwajalein have skipped a whole day; the hour that is put back makes 25, and half an hour more.
        expect(end - nowMs).toBeLessThanOrEqual(26 * 3_600_000);
        expect(nowAt(end, offsetsOf(name), rolloverHour).today).toBeGreaterThan(now.today);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a clock that ran ahead and was put right", () => {
  const sessions = fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 40 }) }), { maxLength: 6 });
  /** Noon of a day, and some minutes. */
  const at = (day: number, minutes = 0) => nowAt(day * DAY_MS + DAY_MS / 2 + minutes * 60_000, UTC, 4);

  test("after the repair a card stands as if the clock had been right all along", () => {
    fc.assert(
      fc.property(
        sessions,
        fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 4 }),
        // Further than the days on which it was wrong: which of the days until today were right cannot be known.
        fc.integer({ min: 20, max: 40 * 365 }),
        (right, wrong, aheadDays) => {
          let day = 20_000;
          let minutes = 0;
          let truth = NOTHING;
          let lived = NOTHING;
          for (const one of right) {
            day += one.waitDays;
            minutes += 1;
            truth = review(truth, one.rating, at(day, minutes));
            lived = review(lived, one.rating, at(day, minutes));
          }
          for (const one of wrong) {
            day += one.waitDays;
            minutes += 1;
            truth = review(truth, one.rating, at(day, minutes));
            lived = review(lived, one.rating, at(day + aheadDays, minutes));
          }
          const now = at(day, minutes + 1);
          const stranded = card("fact", 0, lived.state);
          expect(isStranded(lived.state, now)).toBe(true);
          const event = makeClockCorrection(stranded, lived.events, scheduler, makerAt(now));
          if (!event) throw new Error("no repair was made");
          const repaired = foldCard([...lived.events, event], scheduler);
          const { lastEventAtMs: _, dueAtMs, dueDay, ...expected } = truth.state;
          expect(repaired).toMatchObject(expected);
          // What a wrong clock promised before the last answer stands, and chance goes below it only where it lies out of range.
          // The days are of one range, then, or behind it by a day for each worse rating that took its last one, or as far behind
          // it as by a clock that was right: several answers of one day keep the order of their ratings among each other too.
          const { shortest, longest } = scheduler.waitOf(ID, truth.state);
          if (wrong.length > 1 && dueAtMs === null) {
            expect(repaired.dueDay).toBeGreaterThanOrEqual(day + shortest);
            expect(repaired.dueDay).toBeLessThanOrEqual(Math.max(day + longest + 2, dueDay ?? 0));
          } else expect(repaired.dueDay).toBe(dueDay);
          expect(repaired.dueAtMs === null).toBe(dueAtMs === null);
          expect(isStranded(repaired, now)).toBe(false);
          // It goes on from there as it should, and a second repair finds nothing.
          const next = review({ events: [...lived.events, event], state: repaired }, 3, at(day + 1));
          expect(foldCard(next.events, scheduler)).toEqual(next.state);
          expect(makeClockCorrection(card("fact", 0, repaired), next.events, scheduler, makerAt(now))).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  test("also where it was wrong by hours: what it dated comes after what was done on the same day before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 30, max: 4000 }),
        // From noon not back beyond the rollover, nor on beyond the next.
        fc.integer({ min: -7 * 60, max: 15 * 60 }),
        (right, wrong, aheadDays, aheadMinutes) => {
          let day = 20_000;
          let minutes = 0;
          let truth = NOTHING;
          let lived = NOTHING;
          for (const [i, one] of [...right, ...wrong].entries()) {
            day += one.waitDays;
            minutes += 1;
            const isWrong = i >= right.length;
            truth = review(truth, one.rating, at(day, minutes));
            const then = isWrong ? at(day + aheadDays, minutes + aheadMinutes) : at(day, minutes);
            lived = review(lived, one.rating, then);
          }
          const now = at(day, minutes + 1);
          const event = makeClockCorrection(card("fact", 0, lived.state), lived.events, scheduler, makerAt(now));
          if (!event) throw new Error("no repair was made");
          const order = countedReviews([...lived.events, event]).map(({ id }) => id);
          expect(order).toEqual(lived.events.map(({ id }) => id));
          const { memory, lastDay } = foldCard([...lived.events, event], scheduler);
          expect({ memory, lastDay }).toEqual({ memory: truth.state.memory, lastDay: truth.state.lastDay });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("one that ran a day ahead is corrected as well, and answers of one day keep their order", () => {
    fc.assert(
      fc.property(rating, rating, fc.integer({ min: 16 * 60, max: 47 * 60 }), (first, second, aheadMinutes) => {
        const rightly = at(20_000, 5);
        // Two answers of one day; the second under a clock that had gone past a rollover or two.
        const truth = review(review(NOTHING, first, at(20_000)), second, rightly);
        const lived = review(review(NOTHING, first, at(20_000)), second, at(20_000, 5 + aheadMinutes));
        const now = at(20_000, 10);
        expect(isStranded(lived.state, now)).toBe(true);
        const event = makeClockCorrection(card("fact", 0, lived.state), lived.events, scheduler, makerAt(now));
        if (!event) throw new Error("no repair was made");
        const repaired = foldCard([...lived.events, event], scheduler);
        expect(repaired).toMatchObject({
          memory: truth.state.memory,
          lastDay: truth.state.lastDay,
          dueDay: truth.state.dueDay,
          reviews: 2,
        });
        expect(isStranded(repaired, now)).toBe(false);
      }),
    );
  });

  test("what is made after corrections, by clocks that go back and forth, changes nothing that they moved", () => {
    const deed = fc.record({
      kind: fc.constantFrom("grade", "grade", "grade", "correct", "correct", "undo", "reset"),
      rating,
      waitMs: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(0, 0, 1, 60_000) },
        { weight: 3, arbitrary: fc.integer({ min: -2 * DAY_MS, max: 0 }) },
        { weight: 2, arbitrary: fc.integer({ min: -5 * DAY_MS, max: 30 * DAY_MS }) },
      ),
    });
    const folded = (events: readonly Envelope[]): Lived => ({ events, state: foldCard(events, scheduler) });
    const done = (lived: Lived, kind: string, given: Rating, now: Now): Lived => {
      const entry = card("fact", 0, lived.state);
      if (kind === "grade") return review(lived, given, now);
      if (kind === "correct") {
        const event = makeClockCorrection(entry, lived.events, scheduler, makerAt(now));
        return event ? folded([...lived.events, event]) : lived;
      }
      if (kind === "undo") {
        const newest = countedReviews(lived.events).at(-1);
        return newest ? folded([...lived.events, makeUndo(newest, makerAt(now))]) : lived;
      }
      const event = makeReset(entry, makerAt(now));
      const events = [...lived.events, event];
      return canFollow(lived.state, event)
        ? { events, state: applyEvent(lived.state, event, scheduler) }
        : folded(events);
    };
    fc.assert(
      fc.property(fc.array(deed, { minLength: 3, maxLength: 14 }), (all) => {
        let nowMs = 20_000 * DAY_MS + DAY_MS / 2;
        let lived = NOTHING;
        for (const { kind, rating: given, waitMs } of all) {
          nowMs += waitMs;
          lived = done(lived, kind, given, nowAt(nowMs, UTC, 4));
          expect(lived.state).toEqual(foldCard(lived.events, scheduler));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a reset is moved with the answer that followed it, and takes it away no more", () => {
    const right = review(NOTHING, 3, at(20_000));
    const ahead = at(20_030);
    const reset = makeReset(card("fact", 0, right.state), makerAt(ahead));
    const events = [...right.events, reset];
    const lived = review({ events, state: foldCard(events, scheduler) }, 4, at(20_030, 5));
    const now = at(20_001);
    const event = makeClockCorrection(card("fact", 0, lived.state), lived.events, scheduler, makerAt(now));
    if (!event) throw new Error("no repair was made");
    const { memory, phase, reviews, lastDay } = foldCard([...lived.events, event], scheduler);
    const { state } = review(NOTHING, 4, at(20_001));
    expect({ memory, phase, reviews, lastDay }).toEqual({
      memory: state.memory,
      phase: "review",
      reviews: 1,
      lastDay: 20_001,
    });
  });

  test("undoing the review that was moved brings back what was before it", () => {
    let lived = review(review(NOTHING, 4, at(20_000)), 3, at(20_010));
    const before = lived.state;
    lived = review(lived, 3, at(20_010 + 3652));
    const event = makeClockCorrection(card("fact", 0, lived.state), lived.events, scheduler, makerAt(at(20_012)));
    const newest = lived.events.at(-1);
    if (!event || !newest) throw new Error("no repair was made");
    const undo = makeUndo(newest, makerAt(at(20_012)));
    expect(foldCard([...lived.events, event, undo], scheduler)).toEqual(before);
  });

  test("a traveller who crosses the date line is not stranded", () => {
    const nowMs = 20_000 * DAY_MS + DAY_MS / 2;
    const { state } = review(
      NOTHING,
      4,
      nowAt(nowMs - 60_000, () => 14 * 60, 4),
    );
    const home = nowAt(nowMs, () => -10 * 60, 4);
    expect(state.lastDay).toBe(home.today + 1);
    expect(isStranded(state, home)).toBe(false);
  });
});
