/** The report of a history that was worked out by hand; see tests/support/small-study.ts. */
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { modelFor } from "../../../src/core/memory/model.ts";
import { standingOf } from "../../../src/core/stats/statistics.ts";
import { reportOf, reportSchema } from "../../../src/exchange/report.ts";
import { SMALL_STUDY } from "../../support/small-study.ts";

const MODEL = modelFor({ desiredRetention: 0.9, weights: "default" });

describe("the report", () => {
  const report = reportOf(SMALL_STUDY);

  it("is what the page expects", () => {
    expect(v.is(reportSchema, report)).toBe(true);
  });

  it("counts every card of the deck once, by where it stands", () => {
    // kept; lapsed; begun; forgotten in Anki's sense and untouched. What left the deck is no card of it.
    expect(report.cards).toEqual({ known: 1, fading: 1, learning: 1, new: 2 });
    expect(report.subjects).toEqual([
      { name: "Sclerostin", known: 0, fading: 0, learning: 1, new: 2, recall: 1 },
      // The mean of 0.98949 after one day at 13.83 days of stability, and 0.93355 after one at 1.74.
      { name: "FGF23", known: 1, fading: 1, learning: 0, new: 0, recall: expect.closeTo(0.96152, 4) },
    ]);
  });

  it("counts every review that was not taken back", () => {
    expect(report.totals).toEqual({
      reviews: 7,
      // 13 and 24 October, 14, 19, 22 and 23 November.
      days: 6,
      durationMs: 7 * 4500,
      // One card in review was asked after a day or more, and it was forgotten.
      retention: { asked: 1, passed: 0 },
      firstDay: 20739,
      lastDay: 20780,
    });
  });

  it("lists what is most likely to be forgotten", () => {
    expect(report.fading).toEqual([
      { question: "What is lapsed?", answer: "It is lapsed.", subject: "FGF23", recall: expect.closeTo(0.93355, 4) },
    ]);
    expect(report).toMatchObject({ day: 20780, deckTitles: ["Bones"], desiredRetention: 0.9 });
  });

  it("lets a card fade as time goes by", () => {
    const [kept] = SMALL_STUDY.cards;
    if (!kept) throw new Error("there are no cards");
    expect(standingOf(kept, 20780, MODEL)).toBe("known");
    expect(standingOf(kept, 20780 + 36_500, MODEL)).toBe("fading");
  });

  it("says nothing of nothing", () => {
    expect(reportOf({ ...SMALL_STUDY, cards: [], events: [], decks: [] })).toMatchObject({
      totals: { reviews: 0, days: 0, durationMs: 0, retention: { passed: 0, asked: 0 }, firstDay: null, lastDay: null },
      cards: { known: 0, fading: 0, learning: 0, new: 0 },
      subjects: [],
      fading: [],
    });
  });
});
