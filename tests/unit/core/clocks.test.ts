/** Clocks that are wrong, travel and the calendar: no review moves a card's days backwards, and no card is stranded. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardId, type FactId } from "../../../src/core/ids.ts";
import { isStranded, makeClockCorrection } from "../../../src/core/log/clock-correction.ts";
import type { OsteonEvent, Rating } from "../../../src/core/log/event.ts";
import { applyEvent, foldCard } from "../../../src/core/log/fold.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { makeScheduler } from "../../../src/core/memory/scheduler.ts";
import { endOfToday, type Now, nowAt } from "../../../src/core/plan/now.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { card } from "../../support/cards.ts";
import { UTC, zone } from "../../support/zones.ts";

const ID = cardId("fact" as FactId, "forward");
const scheduler = makeScheduler({ desiredRetention: 0.9 });
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

interface Lived {
  readonly events: OsteonEvent[];
  readonly snapshot: CardState;
}

function review({ events, snapshot }: Lived, rating: Rating, moment: Now): Lived {
  const wait = scheduler.outcomes(ID, snapshot, moment)[rating - 1]?.wait ?? { unit: "days", count: 1 };
  const answer = { rating, wait, shownAtMs: moment.nowMs - 3000, surface: "popup" as const };
  const event = makeReview(card("fact", 0, snapshot), answer, { moment, random: random() });
  return { events: [...events, event], snapshot: applyEvent(snapshot, event, scheduler) };
}

const NOTHING: Lived = { events: [], snapshot: NEW_CARD_STATE };
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

  test("study days and times of a card never go backwards, and nothing falls due before it was reviewed", () => {
    fc.assert(
      fc.property(instant, showings, (startMs, all) => {
        let nowMs = startMs;
        let lived = NOTHING;
        for (const showing of all) {
          nowMs = Math.max(0, nowMs + showing.waitMs);
          lived = review(lived, showing.rating, nowAt(nowMs, offsetsOf(showing.zone), showing.rolloverHour));
        }
        const { events, snapshot } = lived;
        for (const [i, event] of events.entries()) {
          const before = events[i - 1];
          if (event.kind !== "review") throw new Error("only reviews were made");
          expect(event.studyDay).toBeGreaterThanOrEqual(before?.studyDay ?? event.studyDay);
          expect(event.atMs).toBeGreaterThan(before?.atMs ?? -1);
          expect(event.next.dueDay).toBeGreaterThanOrEqual(event.studyDay);
        }
        expect(foldCard(events, scheduler)).toEqual(snapshot);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a day in any zone", () => {
  test("ends after now and within 26 hours, at any rollover hour, leap days and changes of the clock included", () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), fc.nat(23), (nowMs, name, rolloverHour) => {
        const moment = nowAt(nowMs, offsetsOf(name), rolloverHour);
        const end = endOfToday(moment);
        expect(end).toBeGreaterThan(nowMs);
        // Samoa and Kwajalein have skipped a whole day; the hour that is put back makes 25, and half an hour more.
        expect(end - nowMs).toBeLessThanOrEqual(26 * 3_600_000);
        expect(nowAt(end, offsetsOf(name), rolloverHour).today).toBeGreaterThan(moment.today);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a clock that ran ahead and was put right", () => {
  const sessions = fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 40 }) }), { maxLength: 6 });
  const at = (day: number) => nowAt(day * DAY_MS + DAY_MS / 2, UTC, 4);

  test("after the repair a card stands as if the clock had been right all along", () => {
    fc.assert(
      fc.property(
        sessions,
        fc.array(fc.record({ rating, waitDays: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 4 }),
        // Further than the days on which it was wrong: which of the days until today were right cannot be known.
        fc.integer({ min: 20, max: 40 * 365 }),
        (right, wrong, aheadDays) => {
          let day = 20_000;
          let truth = NOTHING;
          let lived = NOTHING;
          for (const one of right) {
            day += one.waitDays;
            truth = review(truth, one.rating, at(day));
            lived = review(lived, one.rating, at(day));
          }
          for (const one of wrong) {
            day += one.waitDays;
            truth = review(truth, one.rating, at(day));
            lived = review(lived, one.rating, at(day + aheadDays));
          }
          const now = at(day);
          const stranded = card("fact", 0, lived.snapshot);
          expect(isStranded(stranded, now.today)).toBe(true);
          const event = makeClockCorrection(stranded, lived.events, scheduler, { moment: now, random: random() });
          if (!event) throw new Error("no repair was made");
          const repaired = foldCard([...lived.events, event], scheduler);
          const { lastEventAtMs: _, dueAtMs, ...expected } = truth.snapshot;
          expect(repaired).toMatchObject(expected);
          expect(repaired.dueAtMs === null).toBe(dueAtMs === null);
          expect(isStranded(card("fact", 0, repaired), now.today)).toBe(false);
          // It goes on from there as it should, and a second repair finds nothing.
          const next = review({ events: [...lived.events, event], snapshot: repaired }, 3, at(day + 1));
          expect(foldCard(next.events, scheduler)).toEqual(next.snapshot);
          expect(
            makeClockCorrection(card("fact", 0, repaired), next.events, scheduler, { moment: now, random: random() }),
          ).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  test("undoing the review that was redated brings back what was before it", () => {
    let lived = review(review(NOTHING, 4, at(20_000)), 3, at(20_010));
    const before = lived.snapshot;
    lived = review(lived, 3, at(20_010 + 3652));
    const event = makeClockCorrection(card("fact", 0, lived.snapshot), lived.events, scheduler, {
      moment: at(20_012),
      random: random(),
    });
    const newest = lived.events.at(-1);
    if (!event || !newest) throw new Error("no repair was made");
    const undo: OsteonEvent = { ...event, kind: "undo", undoes: newest.id, id: "zzzzzzzzz-0000000000000000" as never };
    const { lastEventAtMs: _, ...expected } = before;
    expect(foldCard([...lived.events, event, undo], scheduler)).toMatchObject(expected);
  });

  test("a traveller who crosses the date line is not stranded", () => {
    const { snapshot } = review(NOTHING, 4, at(20_001));
    expect(isStranded(card("fact", 0, snapshot), 20_000)).toBe(false);
  });
});
