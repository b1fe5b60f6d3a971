/** The two short cuts of an import, in logs so dense that everything that can meet does. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardId, type DeckId, type DeviceId, type FactId, makeEventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent, UndoEvent } from "../../../../src/core/log/kinds.ts";
import { reviewHistory } from "../../../../src/core/log/review-history.ts";
import { reviewTimes } from "../../../../src/core/log/review-times.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { withoutKnown } from "../../../../src/exchange/anki/known-reviews.ts";
import type { FoundEvent } from "../../../../src/exchange/anki/read-reviews.ts";
import { RunningFold } from "../../../../src/exchange/anki/running-fold.ts";
import { histories } from "../../../../src/exchange/study-data.ts";
import { holds } from "../../../support/samples/holds.ts";
import { plainlyWithoutKnown } from "../imported.ts";

const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const DAY = 20_000;
const CARD = "a-deck/a-fact/forward" as CardId;
const device = "0123456789abcdef" as DeviceId;

/** Milliseconds of three days, close together. */
const moment = fc
  .record({ days: fc.constantFrom(0, 0, 0, 1, 2), ms: fc.oneof(fc.nat(130), fc.nat(5)) })
  .map(({ days, ms }) => (DAY + days) * DAY_MS + ms);
const rating = fc.constantFrom(1, 3) as fc.Arbitrary<1 | 3>;

const review = fc
  .record({
    atMs: moment,
    random: fc.nat(3),
    rating,
    surface: fc.constantFrom("popup", "import"),
    /** A clock that was put right leaves later times on earlier days. */
    daysBack: fc.constantFrom(0, 0, 0, 2),
  })
  .map(({ atMs, random, daysBack, ...rest }): ReviewEvent => {
    const studyDay = Math.floor(atMs / DAY_MS) - daysBack;
    const id = makeEventId(atMs, new Uint8Array(10).fill(random));
    const next = { dueDay: studyDay + 1, dueAtMs: null };
    const shown = { phase: "new", factRevision: 1, durationMs: 1, next } as const;
    return { kind: "review", id, device, card: CARD, atMs, offsetMinutes: 0, studyDay, ...shown, ...rest };
  });
const besides = fc.record({
  atMs: moment,
  kind: fc.constantFrom("undo", "undo", "reset", "carried", "clock-correction"),
  of: fc.nat(30),
  days: fc.integer({ min: 1, max: 2 }),
  surface: fc.constantFrom("osteon", "import"),
});

/** Each id once, as the database keeps them. */
const log = fc
  .record({
    reviews: fc.uniqueArray(review, { selector: ({ id }) => id, minLength: 1, maxLength: 14 }),
    others: fc.array(besides, { maxLength: 4 }),
  })
  .map(({ reviews, others }): Envelope[] => [
    ...reviews,
    ...others.flatMap(({ atMs, kind, of, days, surface }, i): Envelope[] => {
      const target = reviews[of % reviews.length];
      if (!target) return [];
      const { card, offsetMinutes, studyDay, next } = target;
      const id = makeEventId(atMs, new Uint8Array(10).fill(100 + i));
      const base = { id, device, card, atMs, offsetMinutes, studyDay };
      if (kind === "undo") return [{ ...base, kind, undoes: target.id } as UndoEvent];
      if (kind === "reset") return [{ ...base, kind, surface } as ResetEvent];
      if (kind === "carried") return [{ ...base, kind }];
      const moved = reviews.filter((one) => one.studyDay > studyDay - days).map((one) => one.id);
      const corrected = { moved, shiftDays: days, newest: target.id, next };
      return [{ ...base, studyDay: studyDay - days, kind, ...corrected } as ClockCorrectionEvent];
    }),
  ]);

const envelopeOf = ({ id, card, atMs, offsetMinutes, studyDay }: ReviewEvent) => ({
  id,
  device,
  card,
  atMs,
  offsetMinutes,
  studyDay,
});

describe("the state along a log", () => {
  it("is what the log until then folds to, at every moment and whatever was added on the way", () => {
    holds(
      fc.property(log, fc.array(review, { maxLength: 8 }), (known, drawn) => {
        const added = drawn
          .map((event, i): ReviewEvent | ResetEvent =>
            i % 4 === 3
              ? { kind: "reset", ...envelopeOf(event), surface: "import" }
              : { ...event, surface: "import" as const },
          )
          .sort((a, b) => a.atMs - b.atMs)
          .filter(({ id }) => !known.some((event) => event.id === id));
        const along = new RunningFold(known, scheduler);
        const all = [...known];
        for (const event of added) {
          const until = all.filter(({ atMs }) => atMs < event.atMs);
          expect(along.before(event.atMs)).toEqual(foldCard(until, scheduler));
          along.add(event);
          all.push(event);
        }
        expect(along.before(Infinity)).toEqual(foldCard(all, scheduler));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("the history of a card", () => {
  it("has each review at the time that its whole log says", () => {
    const card = {
      ...{
        id: CARD,
        deck: "a-deck" as DeckId,
        fact: "a-deck/a-fact" as FactId,
        chapter: "one",
        order: 0,
        formerIds: [],
      },
      ...{ unlockedBy: [], state: foldCard([], scheduler), revision: 0, retired: false, content: null },
    };
    const now = nowAt((DAY + 3) * DAY_MS, () => 0, 0);
    holds(
      fc.property(log, (events) => {
        const [history] = histories({ cards: [card], events, decks: [], settings: DEFAULT_SETTINGS, now });
        const times = reviewTimes(events);
        const plainly = reviewHistory(events, schedulerFor(DEFAULT_SETTINGS)).map((entry) => {
          const { event } = entry;
          return { ...entry, event: { ...event, atMs: times.get(event.id) ?? event.atMs } };
        });
        expect(history?.reviews).toEqual(plainly);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is known of the reviews found", () => {
  const start = DAY * DAY_MS;
  const made = (ms: number, random: number): ReviewEvent => {
    const atMs = start + ms;
    const id = makeEventId(atMs, new Uint8Array(10).fill(random));
    const next = { dueDay: DAY + 1, dueAtMs: null };
    const shown = { phase: "new", factRevision: 1, durationMs: 1, surface: "popup", next } as const;
    return { kind: "review", id, device, card: CARD, atMs, offsetMinutes: 0, studyDay: DAY, rating: 3, ...shown };
  };

  it("is what a search through the whole log knows of them", () => {
    const found = fc
      .record({ atMs: moment, rating: fc.oneof(rating, fc.constant(null)) })
      .map(
        ({ atMs, rating: one }): FoundEvent =>
          one === null
            ? { card: CARD, atMs, rating: null }
            : { card: CARD, atMs, rating: one, interval: 1, durationMs: 1 },
      );
    holds(
      fc.property(log, fc.array(found, { maxLength: 20 }), (known, reviews) => {
        expect(withoutKnown(reviews, known)).toEqual(plainlyWithoutKnown(reviews, known));
      }),
      { numRuns: 1500 },
    );
  });

  it("is one review for each that is here, also for one that a correction has moved and that has two moments since", () => {
    const here = { ...made(0, 1), surface: "import" as const, studyDay: DAY + 40, atMs: (DAY + 40) * DAY_MS };
    const known = { ...here, id: makeEventId(here.atMs, new Uint8Array(10)) };
    const moved: ClockCorrectionEvent = {
      ...envelopeOf(known),
      ...{ kind: "clock-correction", id: makeEventId(DAY * DAY_MS + 9, new Uint8Array(10)), atMs: DAY * DAY_MS + 9 },
      ...{ studyDay: DAY, moved: [known.id], shiftDays: 40, newest: known.id, next: known.next },
    };
    const log = [moved, known];
    const rightMs = reviewTimes(log).get(known.id) ?? 0;
    expect(rightMs).toBeLessThan(known.atMs);
    const found = [rightMs + 20, known.atMs].map(
      (atMs) => ({ card: CARD, atMs, rating: 3, interval: 1, durationMs: 1 }) as const,
    );
    expect(withoutKnown(found, log)).toHaveLength(1);
  });

  it("is the first in the log of several that a review may be, so that the others are left for those after it", () => {
    const known = [made(5, 1), made(10, 2), made(5, 3)];
    const reviews = [12, 57].map(
      (ms) => ({ card: CARD, atMs: start + ms, rating: 3, interval: 1, durationMs: 1 }) as const,
    );
    expect(withoutKnown(reviews, known)).toEqual([]);
  });
});
