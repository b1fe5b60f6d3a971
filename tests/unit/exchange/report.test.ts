import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { reviewTotals, standingOf } from "../../../src/core/stats/statistics.ts";
import { reportOf, reportSchema } from "../../../src/exchange/report.ts";
import { histories } from "../../../src/exchange/study-data.ts";
import { randomHistory } from "../../anki/random-history.ts";

const DATA = randomHistory({
  seed: 5,
  cards: 40,
  reviewsPerCard: 8,
  nowMs: Date.UTC(2026, 10, 23, 12),
  offsetAt: () => 0,
});

describe("the report", () => {
  it("counts every present card once, and every review", () => {
    const report = reportOf(DATA);
    expect(v.is(reportSchema, report)).toBe(true);
    const sum = ({ known, fading, learning, fresh }: typeof report.cards) => known + fading + learning + fresh;
    expect(sum(report.cards)).toBe(DATA.cards.filter(({ retired }) => !retired).length);
    expect(report.subjects.reduce((total, subject) => total + sum(subject), 0)).toBe(sum(report.cards));
    expect(report.totals.reviews).toBe(histories(DATA).reduce((total, { reviews }) => total + reviews.length, 0));
    expect(report.fading.map(({ recall }) => recall)).toEqual(
      report.fading.map(({ recall }) => recall).sort((a, b) => a - b),
    );
  });

  it("asks for true retention only of cards in review, and once a day", () => {
    const all = histories(DATA).map(({ reviews }) => reviews);
    const { retention } = reviewTotals(all);
    const asked = all
      .flat()
      .filter(({ before, event }) => before.phase === "review" && event.studyDay > (before.lastDay ?? 0));
    expect(retention).toEqual({ asked: asked.length, passed: asked.filter(({ event }) => event.rating > 1).length });
    expect(retention.asked).toBeGreaterThan(20);
    expect(retention.passed).toBeLessThan(retention.asked);
  });

  it("lets a card fade as time goes by", () => {
    const card = DATA.cards.find(({ state }) => state.phase === "review");
    if (!card?.state.lastDay) throw new Error("no card is in review");
    expect(standingOf(card, card.state.lastDay, 0.9)).toBe("known");
    expect(standingOf(card, card.state.lastDay + 36_500, 0.9)).toBe("fading");
  });

  it("says nothing of nothing", () => {
    const report = reportOf({ ...DATA, cards: [], events: [], decks: [] });
    expect(report.totals).toEqual({
      reviews: 0,
      days: 0,
      durationMs: 0,
      retention: { passed: 0, asked: 0 },
      firstDay: null,
      lastDay: null,
    });
    expect(report.subjects).toEqual([]);
  });
});
