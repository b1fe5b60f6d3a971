/** Reviews on their way from Anki into the log: which become events, what those say, and what is refused. */
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type CardId, makeEventId } from "../../../src/core/ids.ts";
import type { OsteonEvent, ReviewEvent } from "../../../src/core/log/event.ts";
import { decodeEvent, LAST_MS } from "../../../src/core/log/event-schema.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { eventsFromAnki } from "../../../src/exchange/anki/events-from-anki.ts";
import type { FoundReview } from "../../../src/exchange/anki/read-reviews.ts";
import type { StudyData } from "../../../src/exchange/study-data.ts";
import { randomHistory } from "../../anki/random-history.ts";
import { imported, plainlyImported } from "./imported.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const historyOf = (seed: number, cards: number, reviewsPerCard: number): StudyData =>
  randomHistory({ seed, cards, reviewsPerCard, nowMs: NOW_MS, offsetAt: () => 60 });
const DATA = historyOf(5, 12, 6);
const EMPTY: StudyData = { ...DATA, events: [] };
const CARD = DATA.cards[0]?.id as CardId;
const GONE = "gone/forward" as CardId;

const review = (more: Partial<FoundReview>): FoundReview => ({
  card: CARD,
  atMs: NOW_MS,
  rating: 3,
  interval: 4,
  durationMs: 3000,
  ...more,
});
const isReview = (event: OsteonEvent): event is ReviewEvent => event.kind === "review";
const byTime = (a: FoundReview, b: FoundReview): number => a.atMs - b.atMs;

/** Some of the log away, some of it under other ids, and everything that can stand between two reviews beside it. */
const arbitraryLog = fc.record({
  seed: fc.integer({ min: 0, max: 40 }),
  /** For each event in turn: there, away, or as another import left it. */
  fates: fc.array(fc.constantFrom("here", "here", "away", "imported"), { minLength: 1, maxLength: 17 }),
  /** How far each review had to give way on its way to Anki, and one done there beside it. */
  moves: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 13 }),
  others: fc.array(
    fc.record({
      near: fc.nat(200),
      byMs: fc.oneof(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -DAY_MS * 9, max: DAY_MS * 9 })),
      rating: fc.constantFrom(1, 2, 3, 4),
      interval: fc.constantFrom(-600, -60, 1, 30),
    }),
    { maxLength: 25 },
  ),
  besides: fc.array(
    fc.record({
      kind: fc.constantFrom("undo", "seen", "redate", "again"),
      near: fc.nat(200),
      byMs: fc.constantFrom(0, 1, 40, 900, DAY_MS),
      shiftDays: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 4 },
  ),
});
type Drawn = typeof arbitraryLog extends fc.Arbitrary<infer Value> ? Value : never;

function situation({ seed, fates, moves, others, besides }: Drawn): { found: FoundReview[]; data: StudyData } {
  const whole = historyOf(seed, 3, 8);
  const reviews = whole.events.filter(isReview);
  const at = (i: number): ReviewEvent | undefined => reviews[i % reviews.length];
  const kept = whole.events.flatMap((event, i): OsteonEvent[] => {
    const fate = fates[i % fates.length];
    if (fate === "away") return [];
    return fate === "imported" && isReview(event) ? [{ ...event, surface: "import" }] : [event];
  });
  const more = besides.flatMap(({ kind, near, byMs, shiftDays }, i): OsteonEvent[] => {
    const target = at(near);
    if (!target) return [];
    const atMs = target.atMs + byMs;
    const { card, offsetMinutes, studyDay, next } = target;
    const base = { id: makeEventId(atMs, new Uint8Array(10).fill(i)), card, atMs, offsetMinutes, studyDay };
    if (kind === "again") return [{ ...target, ...base }];
    if (kind === "undo") return [{ ...base, kind, undoes: target.id }];
    if (kind === "seen") return [{ ...base, kind, subject: "term:x" }];
    return [{ ...base, kind: "redate", afterDay: studyDay - shiftDays, shiftDays, newest: target.id, next }];
  });
  const found = [
    ...reviews.map(({ card, atMs, rating, durationMs }, i) => {
      return review({ card, atMs: atMs + (moves[i % moves.length] ?? 0), rating, durationMs });
    }),
    ...others.flatMap(({ near, byMs, rating, interval }) => {
      const target = at(near);
      return target ? [review({ card: target.card, atMs: target.atMs + byMs, rating: rating as 1, interval })] : [];
    }),
  ].sort(byTime);
  return { found, data: { ...whole, events: [...kept, ...more] } };
}

describe("an import", () => {
  it("finds what the plainest way finds, whatever stands in the log", async () => {
    let added = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (drawn) => {
        const { found, data } = situation(drawn);
        const events = await imported(found, data);
        expect(events).toEqual(await plainlyImported(found, data));
        added += events.length;
      }),
      { numRuns: 150 },
    );
    expect(added).toBeGreaterThan(500);
  });

  it("takes each review once, however many a card has", async () => {
    const transitions = vi.spyOn(schedulerFor(DATA.settings), "transition");
    const count = 600;
    const found = Array.from({ length: count }, (_, i) => review({ atMs: NOW_MS - (count - i) * 3_600_000 }));
    // One of ours stands among the last: those before and after it are no reason to begin again.
    const [own] = await imported([review({ atMs: NOW_MS - 5_000_000, rating: 2 })], EMPTY);
    const events = await imported(found, { ...EMPTY, events: own ? [{ ...own, surface: "popup" }] : [] });
    expect(events).toHaveLength(count);
    expect(transitions.mock.calls.length).toBeLessThan(2 * count);
    transitions.mockRestore();
  });

  it("says which reviews are of cards that no deck has, and does not take them for known", async () => {
    const found = [review({}), review({ card: GONE }), review({ card: GONE, atMs: NOW_MS + 1 })];
    const result = await eventsFromAnki(found, EMPTY);
    expect(result).toMatchObject({ events: [{ card: CARD }], leftOut: { reviews: 2, cards: 1 } });
    expect(await eventsFromAnki([], EMPTY)).toEqual({ events: [], leftOut: { reviews: 0, cards: 0 } });
  });

  it("tells how far it has come, to the end", async () => {
    const seen: [number, number][] = [];
    const found = Array.from({ length: 2500 }, (_, i) => review({ atMs: NOW_MS + i * 60_000 }));
    found.push(review({ card: GONE, atMs: NOW_MS + DAY_MS * 9 }));
    await eventsFromAnki(found, EMPTY, (done, total) => seen.push([done, total]));
    expect(seen).toEqual([1000, 2000, 2500, 2501].map((done) => [done, 2501]));
  });

  it.each([
    ["years", { atMs: LAST_MS, interval: 36_500 }],
    ["minutes", { atMs: LAST_MS, interval: -600 }],
  ])("refuses a review whose promise ends %s after the last day that an event can name", async (_, last) => {
    const found = [review({ atMs: NOW_MS }), review({ atMs: NOW_MS + 1, card: GONE }), review(last)];
    expect(await eventsFromAnki(found, EMPTY)).toEqual({ problem: { key: "anki_review", arguments: [3, CARD] } });
  });

  it("makes nothing that a backup could not hold", async () => {
    const atMs = fc.oneof(
      fc.integer({ min: 1, max: LAST_MS }),
      fc.integer({ min: LAST_MS - 9 * DAY_MS, max: LAST_MS }),
    );
    const interval = fc.oneof(fc.integer(), fc.constantFrom(-600, 1, 36_500));
    const arbitrary = fc.record({ atMs, interval, durationMs: fc.double({ min: 0, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { maxLength: 5 }), async (drawn) => {
        const result = await eventsFromAnki(drawn.map(review).sort(byTime), EMPTY);
        if ("problem" in result) expect(result.problem.key).toBe("anki_review");
        else for (const event of result.events) expect(decodeEvent(event)).toEqual({ event });
      }),
    );
  });
});
