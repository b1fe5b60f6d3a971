/** What was done on each day, of a history that is worked out by hand in tests/support/samples/small-study.ts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { countedReviews, foldCard } from "../../../../src/core/log/fold.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { cardStand } from "../../../../src/core/stats/card-stand.ts";
import { sumDays } from "../../../../src/core/stats/day-sums.ts";
import { type DayTable, dayTable, sumsBetween } from "../../../../src/core/stats/day-table.ts";
import { calendar, durationOf, retentionOf, standsOverTime, sumsByUnit } from "../../../../src/core/stats/series.ts";
import { logsByCard } from "../../../../src/exchange/study-data.ts";
import { forward } from "../../../support/database/db-steps.ts";
import { deeds, live, shuffled } from "../../../support/database/histories.ts";
import { SMALL_STUDY } from "../../../support/samples/small-study.ts";

const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const TODAY = 20780;

const tableOf = (log: readonly Envelope[]): DayTable =>
  dayTable(sumDays([{ card: forward("fact"), log, inDeck: true }]));

function smallTable(): DayTable {
  const logs = logsByCard(SMALL_STUDY.cards, SMALL_STUDY.events);
  return dayTable(
    sumDays(SMALL_STUDY.cards.map(({ id, retired }) => ({ card: id, log: logs.get(id) ?? [], inDeck: !retired }))),
  );
}

describe("the small study", () => {
  const table = smallTable();
  const all = sumsBetween(table, 0, TODAY + 1);

  test("has a row for each day on which something counts, and none for what was undone", () => {
    expect([...table.days].map((day) => TODAY - day)).toEqual([41, 30, 9, 4, 2, 1, 0]);
    expect(all.answers).toBe(7);
    // The reset two days ago was no answer.
    expect(all.days).toBe(6);
  });

  test("tells the answers apart by where their card stood", () => {
    expect(all.buttons).toEqual({
      // Easy for "lapsed", "gone" and "forgotten"; Good for "kept", twice, and for "begun".
      learning: [0, 0, 3, 3],
      relearning: [0, 0, 0, 0],
      // Again for "lapsed", which had waited for eight days.
      young: [1, 0, 0, 0],
      mature: [0, 0, 0, 0],
    });
    expect(all.introduced).toBe(5);
    expect(durationOf(all)).toBe(7 * 4500);
    expect(retentionOf(all)).toEqual({ passed: 0, asked: 1 });
  });

  test("knows the hours of the user's clock, an hour ahead of UTC", () => {
    const used = all.hours.flatMap(({ asked, passed }, hour) => (asked > 0 ? [[hour, asked, passed]] : []));
    expect(used).toEqual([
      [10, 6, 5],
      [12, 1, 1],
    ]);
  });

  test("fills the days of a year, those without answers too", () => {
    const days = calendar(table, TODAY);
    expect(days).toHaveLength(365);
    expect(days.at(-1)).toEqual({ day: TODAY, answers: 1, durationMs: 4500 });
    expect(days.at(-2)).toEqual({ day: TODAY - 1, answers: 2, durationMs: 9000 });
    expect(days.at(-3)).toEqual({ day: TODAY - 2, answers: 0, durationMs: 0 });
    expect(days.reduce((sum, { answers }) => sum + answers, 0)).toBe(7);
  });

  test("says where the cards of the deck stood on each day: the one that is gone is left out", () => {
    const span = { from: TODAY - 9, to: TODAY };
    const stood = standsOverTime(table, span, sumsByUnit(table, span, "day"), 5);
    const row = ({ day, ...counts }: (typeof stood)[number]) => [TODAY - day, ...Object.values(counts)];
    expect(stood.map(row)).toEqual([
      // new, learning, young, mature
      [9, 3, 0, 2, 0],
      [8, 3, 0, 2, 0],
      [7, 3, 0, 2, 0],
      [6, 3, 0, 2, 0],
      [5, 3, 0, 2, 0],
      [4, 2, 1, 2, 0],
      [3, 2, 1, 2, 0],
      [2, 3, 1, 1, 0],
      [1, 3, 1, 1, 0],
      [0, 2, 2, 1, 0],
    ]);
    // The last day is how the cards stand now.
    const now = SMALL_STUDY.cards.filter(({ retired }) => !retired).map(({ state }) => cardStand(state));
    expect(now.sort()).toEqual(["learning", "learning", "new", "new", "young"]);
  });

  test("is cut into weeks that begin on Monday, and nothing of it is lost", () => {
    // Day 20780 is Monday, 23 November 2026.
    const weeks = sumsByUnit(table, { from: TODAY - 41, to: TODAY }, "week");
    expect(weeks.map(({ from, to, sums }) => [TODAY - from, TODAY - to, sums.answers])).toEqual([
      [41, 36, 1],
      [35, 29, 1],
      [28, 22, 0],
      [21, 15, 0],
      [14, 8, 1],
      [7, 1, 3],
      [0, 0, 1],
    ]);
    const months = sumsByUnit(table, { from: TODAY - 41, to: TODAY }, "month");
    expect(months.map(({ from, to, sums }) => [TODAY - from, TODAY - to, sums.answers])).toEqual([
      [41, 23, 2],
      [22, 0, 5],
    ]);
  });
});

describe("whatever happened to a card", () => {
  test("as many answers are counted as count, and the card ends where its fold says", () => {
    fc.assert(
      fc.property(deeds, (history) => {
        const { events } = live("fact", history, scheduler);
        const sums = sumsBetween(tableOf(events), -10_000, 100_000);
        const counted = countedReviews(events);
        expect(sums.answers).toBe(counted.length);
        expect(durationOf(sums)).toBe(counted.reduce((sum, { durationMs }) => sum + durationMs, 0));
        expect(sums.hours.reduce((sum, { asked }) => sum + asked, 0)).toBe(counted.length);
        expect(sums.days).toBe(new Set(counted.map(({ studyDay }) => studyDay)).size);
        const stand = cardStand(foldCard(events, scheduler));
        const expected = { new: -1, learning: 0, young: 0, mature: 0 };
        expected[stand] += 1;
        expect(sums.moved).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test("the order in which its events arrive changes nothing", () => {
    const logs = deeds.map((history) => live("fact", history, scheduler).events).filter((log) => log.length > 0);
    fc.assert(
      fc.property(
        logs.chain((log) => fc.record({ log: fc.constant(log), mixed: shuffled(log) })),
        ({ log, mixed }) => {
          expect(tableOf(mixed)).toEqual(tableOf(log));
        },
      ),
      { numRuns: 200 },
    );
  });
});
