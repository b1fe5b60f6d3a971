/** The sums of single days; a whole history that is worked out by hand is in day-table.test.ts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEvent, countedEvents } from "../../../../src/core/log/fold.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { DEFAULT_WEIGHTS, modelFor } from "../../../../src/core/memory/model.ts";
import { makeScheduler, schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { doneCounts } from "../../../../src/core/plan/queue.ts";
import { type DayEntry, dayEntries, dayEntry } from "../../../../src/core/stats/day-entry.ts";
import { DayAdder, isDayRow, sumDays } from "../../../../src/core/stats/day-sums.ts";
import { dayTable, sumsBetween } from "../../../../src/core/stats/day-table.ts";
import { reviewsOf } from "../../../../src/core/stats/series.ts";
import { forward } from "../../../support/database/db-steps.ts";
import { deeds, live } from "../../../support/database/histories.ts";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { EVENTS } from "../../../support/samples/small-study.ts";

const TODAY = 20780;
const settings = { desiredRetention: 0.9, weights: "default" } as const;
const scheduler = schedulerFor(settings);
/** By which the same answers make other memories, and other waits. */
const other = makeScheduler({
  ...modelFor({ ...settings, desiredRetention: 0.8 }),
  weights: DEFAULT_WEIGHTS.map((weight, i) => (i < 4 ? weight * 1.5 : weight)),
});

describe("true retention", () => {
  const inReview: ReviewEvent = { ...EVENTS.lapsedAgain, phase: "review" };
  const long = { ...EVENTS.lapsedEasy, next: { dueDay: TODAY - 41 + 21, dueAtMs: null } };

  test("is asked of cards in review, by the interval that they had", () => {
    expect(dayEntries([EVENTS.lapsedEasy, inReview])[1]?.answer).toMatchObject({ kind: "young", retention: "young" });
    expect(dayEntries([long, inReview])[1]?.answer).toMatchObject({ kind: "mature", retention: "mature" });
  });

  test("is asked of whatever had waited for a day, and of nothing else", () => {
    const next = { dueDay: TODAY - 41, dueAtMs: EVENTS.lapsedEasy.atMs + 60_000 };
    const again: ReviewEvent = { ...EVENTS.lapsedEasy, rating: 1, next };
    expect(dayEntries([again, inReview])[1]?.answer).toMatchObject({ kind: "learning", retention: null });
    const nextDay: ReviewEvent = { ...again, next: { dueDay: TODAY - 40, dueAtMs: null } };
    expect(dayEntries([nextDay, inReview])[1]?.answer).toMatchObject({ kind: "learning", retention: "young" });
  });
});

describe("reviews of a day", () => {
  const reviewsOn = (log: readonly ReviewEvent[], day: number): number =>
    reviewsOf(sumsBetween(dayTable(sumDays([{ card: EVENTS.lapsedEasy.card, log, inDeck: true }])), day, day));
  const done = (log: readonly ReviewEvent[]): number => {
    const state = countedEvents(log).reduce((before, event) => applyEvent(before, event, scheduler), NEW_CARD_STATE);
    return doneCounts([{ ...card("fact"), state }]).reviews;
  };
  const first: ReviewEvent = { ...EVENTS.lapsedEasy, rating: 1, next: { dueDay: TODAY - 40, dueAtMs: null } };

  test("are those that the limits of a day count: none of a card within its steps, however long it had waited", () => {
    const day = EVENTS.lapsedAgain.studyDay;
    const within = [first, { ...EVENTS.lapsedAgain, phase: "learning" } as const];
    expect([reviewsOn(within, day), done(within)]).toEqual([0, 0]);
    const inReview = [EVENTS.lapsedEasy, { ...EVENTS.lapsedAgain, phase: "review" } as const];
    expect([reviewsOn(inReview, day), done(inReview)]).toEqual([1, 1]);
  });
});

describe("whatever happened to a card", () => {
  const histories = deeds.map((history) => live("fact", history, scheduler).events);

  test("what is added and taken away again leaves nothing behind", () => {
    fc.assert(
      fc.property(histories, (log) => {
        const adder = new DayAdder();
        const entries = dayEntries(log);
        for (const entry of entries) adder.add(entry, 1);
        expect(adder.isEmpty).toBe(entries.length === 0 || adder.sums.every((sum) => sum === 0));
        for (const entry of entries) adder.add(entry, -1);
        expect(adder.isEmpty).toBe(true);
      }),
    );
  });

  test("its sums are the same by whatever model its states are worked out", () => {
    fc.assert(
      fc.property(histories, (log) => {
        // Brought along one by one, as a page does; what reaches back is folded anew there.
        const plain = countedEvents(log);
        for (const by of [scheduler, other]) {
          let before = NEW_CARD_STATE;
          const one: DayEntry[] = [];
          for (const event of plain) {
            const after = applyEvent(before, event, by);
            const entry = dayEntry(before, event, after);
            if (entry) one.push(entry);
            before = after;
          }
          expect(one.map(({ answer, ...rest }) => [rest, answer && { ...answer, hour: 0 }])).toEqual(
            dayEntries(log).map(({ answer, ...rest }) => [rest, answer && { ...answer, hour: 0 }]),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a card in no deck has its answers, and stands nowhere", () => {
    fc.assert(
      fc.property(histories, (log) => {
        const answers = dayEntries(log).filter(({ answer }) => answer !== null);
        expect(dayEntries(log, false)).toEqual(answers.map((entry) => ({ ...entry, moved: null })));
      }),
      { numRuns: 100 },
    );
  });

  test("each of its days has one row of whole numbers, and no other day has", () => {
    fc.assert(
      fc.property(histories, (log) => {
        const rows = sumDays([{ card: forward("fact"), log, inDeck: true }]);
        expect(rows.every(isDayRow)).toBe(true);
        expect(rows.every(({ deck, sums }) => deck === TEST_DECK && sums.some((sum) => sum !== 0))).toBe(true);
        expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
      }),
      { numRuns: 100 },
    );
  });
});

test("what stands in a damaged database is no row", () => {
  const row = { day: 1, deck: TEST_DECK, sums: new DayAdder().sums };
  expect(isDayRow(row)).toBe(true);
  for (const sums of [undefined, "many", row.sums.slice(1), row.sums.map(() => 0.5), row.sums.map(String)])
    expect(isDayRow({ ...row, sums })).toBe(false);
  expect(isDayRow(undefined)).toBe(false);
});
