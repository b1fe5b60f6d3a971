import { describe, expect, it } from "vitest";
import { makeEventId } from "../../../src/core/ids.ts";
import { makeClockCorrection } from "../../../src/core/log/clock-correction.ts";
import type { OsteonEvent } from "../../../src/core/log/event.ts";
import { countedReviews, foldCard } from "../../../src/core/log/fold.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { isoWithOffset } from "../../../src/exchange/iso-time.ts";
import { logsByCard } from "../../../src/exchange/study-data.ts";
import { cardRows } from "../../../src/exchange/table-cards.ts";
import { reviewRows } from "../../../src/exchange/table-reviews.ts";
import { randomHistory } from "../../anki/random-history.ts";

const DATA = randomHistory({
  seed: 3,
  cards: 20,
  reviewsPerCard: 6,
  nowMs: Date.UTC(2026, 10, 23, 12),
  offsetAt: () => 60,
});

function table(rows: Iterable<readonly unknown[]>): Record<string, unknown>[] {
  const [head = [], ...body] = [...rows];
  return body.map((row) => Object.fromEntries(head.map((name, i) => [String(name), row[i]])));
}

describe("tables of reviews and cards", () => {
  it("write times as they stood on the user's clock", () => {
    expect(isoWithOffset(Date.UTC(2026, 10, 23, 20, 7, 0, 5), 60)).toBe("2026-11-23T21:07:00.005+01:00");
    expect(isoWithOffset(Date.UTC(2026, 0, 1, 0, 30), -210)).toBe("2025-12-31T21:00:00.000-03:30");
  });

  it("have a row for each review that counts, in the order of time", () => {
    const rows = table(reviewRows(DATA));
    const logs = logsByCard(DATA.cards, DATA.events);
    const counted = [...logs.values()].flatMap((log) => countedReviews(log));
    expect(rows.map(({ event }) => event)).toEqual(counted.map(({ id }) => id).sort());
    expect(counted.length).toBeGreaterThan(30);
    expect(counted.length).toBeLessThan(DATA.events.length);
    for (const row of rows) expect(new Date(String(row.time)).getTime()).not.toBeNaN();
  });

  it("are in the order of the times that they print, also where a clock that ran ahead was put right", () => {
    const scheduler = schedulerFor(DATA.settings);
    const card = DATA.cards.find(({ state }) => state.reviews > 3);
    if (!card) throw new Error("no card has four reviews");
    const late = DATA.events.map((event): OsteonEvent => {
      if (event.card !== card.id) return event;
      const atMs = event.atMs + 3650 * DAY_MS;
      const id = makeEventId(atMs, new Uint8Array(10)) as typeof event.id;
      return { ...event, id, atMs, studyDay: event.studyDay + 3650 };
    });
    const log = late.filter((event) => event.card === card.id && event.kind === "review");
    const stranded = { ...card, snapshot: foldCard(log, scheduler) };
    const redate = makeClockCorrection(stranded, log, scheduler, { moment: DATA.moment, random: new Uint8Array(10) });
    if (!redate) throw new Error("the card is not stranded");
    const rows = table(reviewRows({ ...DATA, events: [...late, redate] }));
    const times = rows.map(({ time }) => new Date(String(time)).getTime());
    expect(times.at(-1)).toBeLessThan(DATA.moment.nowMs + DAY_MS);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("agree with the cards as they stand", () => {
    const last = new Map(table(reviewRows(DATA)).map((row) => [row.card, row]));
    for (const row of table(cardRows(DATA))) {
      const review = last.get(row.card);
      expect(row.stability_days).toBe(review ? review.stability_days_after : null);
      expect(row.state === "retired" || row.state === (review ? review.state_after : "new")).toBe(true);
      const recall = row.retrievability_now;
      expect(recall === null ? review === undefined : typeof recall === "number" && recall > 0 && recall <= 1).toBe(
        true,
      );
    }
  });
});
