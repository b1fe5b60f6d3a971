/** The two short cuts of an import, in logs so dense that everything that can meet does. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardId, makeEventId } from "../../../src/core/ids.ts";
import type { OsteonEvent, ReviewEvent } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { makeScheduler } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { withoutKnown } from "../../../src/exchange/anki/known-reviews.ts";
import { RunningFold } from "../../../src/exchange/anki/running-fold.ts";
import { plainlyWithoutKnown } from "./imported.ts";

const scheduler = makeScheduler({ desiredRetention: 0.9 });
const DAY = 20_000;
const CARD = "a-fact/forward" as CardId;

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
    return { kind: "review", id, card: CARD, atMs, offsetMinutes: 0, studyDay, ...shown, ...rest };
  });
const notice = fc.record({
  atMs: moment,
  kind: fc.constantFrom("undo", "undo", "seen", "redate"),
  of: fc.nat(30),
  days: fc.integer({ min: 1, max: 2 }),
});

/** Each id once, as the database keeps them. */
const log = fc
  .record({
    reviews: fc.uniqueArray(review, { selector: ({ id }) => id, minLength: 1, maxLength: 14 }),
    notices: fc.array(notice, { maxLength: 3 }),
  })
  .map(({ reviews, notices }): OsteonEvent[] => [
    ...reviews,
    ...notices.flatMap(({ atMs, kind, of, days }, i): OsteonEvent[] => {
      const target = reviews[of % reviews.length];
      if (!target) return [];
      const { card, offsetMinutes, studyDay, next } = target;
      const id = makeEventId(atMs, new Uint8Array(10).fill(100 + i));
      const base = { id, card, atMs, offsetMinutes, studyDay };
      if (kind === "undo") return [{ ...base, kind, undoes: target.id }];
      if (kind === "seen") return [{ ...base, kind, subject: "term:x" }];
      return [{ ...base, kind: "redate", afterDay: studyDay - days, shiftDays: days, newest: target.id, next }];
    }),
  ]);

describe("the state along a log", () => {
  it("is what the log until then folds to, at every moment and whatever was added on the way", () => {
    fc.assert(
      fc.property(log, fc.array(review, { maxLength: 8 }), (known, drawn) => {
        const added = drawn
          .map((event) => ({ ...event, surface: "import" as const }))
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

describe("what is known of the reviews found", () => {
  it("is what a search through the whole log knows of them", () => {
    const found = fc.record({ atMs: moment, rating }).map((drawn) => ({
      ...drawn,
      card: CARD,
      interval: 1,
      durationMs: 1,
    }));
    fc.assert(
      fc.property(log, fc.array(found, { maxLength: 20 }), (known, reviews) => {
        expect(withoutKnown(reviews, known)).toEqual(plainlyWithoutKnown(reviews, known));
      }),
      { numRuns: 1500 },
    );
  });

  it("is the first in the log of several that a review may be, so that the others are left for those after it", () => {
    const start = DAY * DAY_MS;
    const made = (ms: number, random: number): ReviewEvent => {
      const atMs = start + ms;
      const id = makeEventId(atMs, new Uint8Array(10).fill(random));
      const next = { dueDay: DAY + 1, dueAtMs: null };
      const shown = { phase: "new", factRevision: 1, durationMs: 1, surface: "popup", next } as const;
      return { kind: "review", id, card: CARD, atMs, offsetMinutes: 0, studyDay: DAY, rating: 3, ...shown };
    };
    const known = [made(5, 1), made(10, 2), made(5, 3)];
    const reviews = [12, 57].map(
      (ms) => ({ card: CARD, atMs: start + ms, rating: 3, interval: 1, durationMs: 1 }) as const,
    );
    expect(withoutKnown(reviews, known)).toEqual([]);
  });
});
