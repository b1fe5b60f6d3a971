/** A file can bring any number of events of one card. Folding it must not take the square of their number. */
import { describe, expect, test } from "vitest";
import { type CardId, type DeviceId, makeEventId } from "../../../../src/core/ids.ts";
import { correctedDays } from "../../../../src/core/log/corrected-days.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { ClockCorrectionEvent, ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";

const DAY = 20_000;
/** Where a clock that ran ahead by years had put the reviews. */
const AHEAD = DAY + 5000;
const device = "0123456789abcdef" as DeviceId;
const card = "deck/a/forward" as CardId;
const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });

function envelope(day: number, place: number) {
  const atMs = day * DAY_MS + DAY_MS / 2 + place;
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(0, place);
  return { id: makeEventId(atMs, random), device, card, atMs, offsetMinutes: 0, studyDay: day };
}

const reviews = [0, 1, 2].map((i): ReviewEvent => {
  const next = { dueDay: AHEAD + 100, dueAtMs: null };
  const shown = { phase: "new", factRevision: 1, durationMs: 1, surface: "popup", next } as const;
  return { kind: "review", ...envelope(AHEAD + i, i), rating: 3, ...shown };
});
const correction = (place: number): ClockCorrectionEvent => ({
  kind: "clock-correction",
  ...envelope(DAY, place),
  moved: reviews.map(({ id }) => id),
  shiftDays: 1,
  newest: reviews[2]?.id ?? makeEventId(0, new Uint8Array(10)),
  next: { dueDay: DAY + 90, dueAtMs: null },
});
const logOf = (corrections: number) => [
  ...reviews,
  ...Array.from({ length: corrections }, (_, i) => correction(i + 10)),
];

/** How often anything of the log is read while it is folded. */
function reads(corrections: number): number {
  let count = 0;
  const counting = logOf(corrections).map(
    (event) =>
      new Proxy(event, {
        get(target, key, receiver) {
          count += 1;
          return Reflect.get(target, key, receiver);
        },
      }),
  );
  foldCard(counting, scheduler);
  return count;
}

describe("clock corrections of one card", () => {
  test("are folded in steps that grow with their number and no faster, up to 20,000 of them", () => {
    const [few, many] = [reads(2000), reads(20_000)];
    expect(many / few).toBeLessThan(12);
    // Sorting takes some readings for each event, and everything else a few.
    expect(many / 20_000).toBeLessThan(60);
  });

  test("count all of them, so that no number of others keeps out the user's own", () => {
    const empty = Array.from(
      { length: 20_000 },
      (_, i): ClockCorrectionEvent => ({ ...correction(i + 10), moved: [] }),
    );
    const small = Array.from({ length: 3000 }, (_, i) => correction(i + 10));
    const own: ClockCorrectionEvent = { ...correction(30_000), shiftDays: 5000 };
    const daysAfter = (others: readonly Envelope[]) =>
      correctedDays([...reviews, ...others, own]).flatMap(({ kind, studyDay }) =>
        kind === "review" ? [studyDay] : [],
      );
    expect(daysAfter(empty)).toEqual([0, 1, 2].map((day) => AHEAD + day - 5000));
    expect(daysAfter(small)).toEqual([0, 1, 2].map((day) => AHEAD + day - 8000));
  });

  test("move only what is dated after them, by its day and by its time", () => {
    const [review] = reviews;
    if (!review) throw new Error("no review");
    // A traveller's, on the day after, made before the correction.
    const before = { ...review, ...envelope(DAY, 5), id: review.id, studyDay: DAY + 1 };
    const later: ClockCorrectionEvent = { ...correction(10), moved: [before.id] };
    expect(correctedDays([before, later])[0]).toEqual(before);
  });
});
