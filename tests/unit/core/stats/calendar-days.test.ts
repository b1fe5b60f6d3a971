/** Statistics by study day: summer time, travel and wrong clocks move nothing. */
import { describe, expect, test } from "vitest";
import { makeClockCorrection } from "../../../../src/core/log/clock-correction.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { makeReset, makeReview, makeUndo } from "../../../../src/core/log/make-event.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DayAdder, sumDays } from "../../../../src/core/stats/day-sums.ts";
import { dayTable, sumsBetween } from "../../../../src/core/stats/day-table.ts";
import { pieces, spanOf, startOf, unitFor } from "../../../../src/core/stats/range.ts";
import { type Now, nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS, type OffsetAt } from "../../../../src/core/time/study-day.ts";
import { DEVICE, random } from "../../../support/database/db-steps.ts";
import { answerOf } from "../../../support/database/histories.ts";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { zone } from "../../../support/samples/zones.ts";

const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const BERLIN = zone("Europe/Berlin");

/** One more answer of a card, made as a page makes it. */
function answered(log: readonly Envelope[], rating: Rating, time: string, offsetAt: OffsetAt = BERLIN): Envelope[] {
  const now = nowAt(Date.parse(time), offsetAt, 4);
  const entry = card("fact", 0, foldCard(log, scheduler));
  const maker = { device: DEVICE, now, random: random() };
  return [...log, makeReview(entry, answerOf(entry.id, entry.state, rating, now, scheduler), maker)];
}

const tableOf = (log: readonly Envelope[]) => dayTable(sumDays([{ card: card("fact", 0).id, log, inDeck: true }]));

function rowsOf(log: readonly Envelope[]) {
  const table = tableOf(log);
  return [...table.days].map((day) => {
    const { answers, hours } = sumsBetween(table, day, day);
    const used = hours.flatMap(({ asked }, hour) => (asked > 0 ? [hour] : []));
    return { date: new Date(day * DAY_MS).toISOString().slice(0, 10), answers, hours: used };
  });
}

describe("the hour and the day", () => {
  test("are those of the wall clock on either side of summer time", () => {
    // Clocks go from two to three on 29 March 2026, and from three to two on 25 October.
    let log = answered([], 4, "2026-03-28T19:30:00Z");
    log = answered(log, 3, "2026-03-29T18:30:00Z");
    log = answered(log, 3, "2026-10-24T18:30:00Z");
    log = answered(log, 3, "2026-10-25T19:30:00Z");
    expect(rowsOf(log)).toEqual([
      { date: "2026-03-28", answers: 1, hours: [20] },
      { date: "2026-03-29", answers: 1, hours: [20] },
      { date: "2026-10-24", answers: 1, hours: [20] },
      { date: "2026-10-25", answers: 1, hours: [20] },
    ]);
  });

  test("before the rollover hour belong to the day before", () => {
    expect(rowsOf(answered([], 4, "2026-03-29T01:30:00Z"))).toEqual([{ date: "2026-03-28", answers: 1, hours: [3] }]);
  });

  test("are those of where the traveller was, and no journey moves what was done before it", () => {
    let log = answered([], 4, "2026-05-01T06:00:00Z", zone("Asia/Tokyo"));
    const before = rowsOf(log);
    log = answered(log, 3, "2026-05-12T20:00:00Z", zone("America/Los_Angeles"));
    expect(before).toEqual([{ date: "2026-05-01", answers: 1, hours: [15] }]);
    expect(rowsOf(log)).toEqual([...before, { date: "2026-05-12", answers: 1, hours: [13] }]);
  });
});

describe("what was corrected", () => {
  const now = (time: string): Now => nowAt(Date.parse(time), BERLIN, 4);
  const makerAt = (time: string) => ({ device: DEVICE, now: now(time), random: random() });

  test("stands on the day on which the clock should have been, at the same hour", () => {
    let log = answered([], 4, "2026-05-01T06:00:00Z");
    log = answered(log, 3, "2031-05-10T10:00:00Z");
    const stranded = card("fact", 0, foldCard(log, scheduler));
    const correction = makeClockCorrection(stranded, log, scheduler, makerAt("2026-05-10T11:00:00Z"));
    if (!correction) throw new Error("the card was stranded");
    expect(rowsOf(log).map(({ date }) => date)).toEqual(["2026-05-01", "2031-05-10"]);
    expect(rowsOf([...log, correction])).toEqual([
      { date: "2026-05-01", answers: 1, hours: [8] },
      { date: "2026-05-10", answers: 1, hours: [12] },
    ]);
  });

  test("is gone where it was taken back, and there again where that was", () => {
    const log = answered([], 4, "2026-05-01T06:00:00Z");
    const undone = log[0] as Envelope;
    const undo = makeUndo(undone, makerAt("2026-05-01T06:01:00Z"));
    expect(rowsOf([...log, undo])).toEqual([]);
    expect(rowsOf([...log, undo, makeUndo(undo, makerAt("2026-05-01T06:02:00Z"))])).toEqual(rowsOf(log));
  });

  test("a reset leaves the answers where they are; what follows begins anew and tells nothing of retention", () => {
    let log = answered([], 4, "2026-05-01T06:00:00Z");
    log = [...log, makeReset(card("fact", 0, foldCard(log, scheduler)), makerAt("2026-05-20T06:00:00Z"))];
    log = answered(log, 3, "2026-05-30T06:00:00Z");
    const { answers, introduced, retention } = sumsBetween(tableOf(log), 0, 100_000);
    expect({ answers, introduced, retention }).toEqual({
      answers: 2,
      introduced: 2,
      retention: { young: { passed: 0, asked: 0 }, mature: { passed: 0, asked: 0 } },
    });
  });
});

describe("ranges", () => {
  const empty = dayTable([]);
  const TODAY = 20780;

  test("have as many days as they say, today included", () => {
    for (const [range, days] of [["month", 30] as const, ["quarter", 90] as const, ["year", 365] as const]) {
      const { from, to } = spanOf(range, empty, TODAY);
      expect([range, to - from + 1, to]).toEqual([range, days, TODAY]);
    }
    expect(spanOf("all", empty, TODAY)).toEqual({ from: TODAY, to: TODAY });
  });

  test("all goes from the first day to the last", () => {
    const { sums } = new DayAdder();
    const rows = [TODAY - 4000, TODAY + 1].map((day) => ({ day, deck: TEST_DECK, sums }));
    expect(spanOf("all", dayTable(rows), TODAY)).toEqual({ from: TODAY - 4000, to: TODAY + 1 });
  });

  test("are cut into units without gap or overlap", () => {
    for (const unit of ["day", "week", "month"] as const) {
      for (const from of [TODAY - 800, -500]) {
        const cut = pieces({ from, to: from + 800 }, unit);
        expect(cut[0]?.from).toBe(from);
        expect(cut.at(-1)?.to).toBe(from + 800);
        for (const [i, piece] of cut.slice(1).entries()) expect(piece.from).toBe((cut[i]?.to ?? 0) + 1);
      }
    }
  });

  test("months begin on the first, weeks on Monday, before 1970 too", () => {
    const date = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
    expect(date(startOf(TODAY, "month"))).toBe("2026-11-01");
    expect(date(startOf(TODAY, "week"))).toBe("2026-11-23");
    expect(date(startOf(TODAY - 1, "week"))).toBe("2026-11-16");
    expect(date(startOf(-1, "week"))).toBe("1969-12-29");
    expect(date(startOf(-1, "month"))).toBe("1969-12-01");
  });

  test("have a unit that leaves no chart with hundreds of marks", () => {
    const marks = [30, 90, 365, 740, 4000].map((days) => {
      const span = { from: TODAY - days + 1, to: TODAY };
      return pieces(span, unitFor(span)).length;
    });
    for (const count of marks) expect(count).toBeLessThanOrEqual(135);
  });
});
