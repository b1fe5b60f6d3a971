/** Reviews on their way from Anki into the log: which become events, what those say, and what is refused. */
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type CardId, makeEventId } from "../../../../src/core/ids.ts";
import { decodeEvent } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { LATEST_MS } from "../../../../src/core/log/envelope-fields.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent, UndoEvent } from "../../../../src/core/log/kinds.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { eventsFromAnki, type ImportData } from "../../../../src/exchange/anki/events-from-anki.ts";
import type { FoundEvent, FoundReview } from "../../../../src/exchange/anki/read-reviews.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { zone } from "../../../support/samples/zones.ts";
import { imported, plainlyImported } from "../imported.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const historyOf = (seed: number, cards: number, reviewsPerCard: number): ImportData =>
  randomHistory({ seed, cards, reviewsPerCard, nowMs: NOW_MS, offsetAt: () => 60 });
const DATA = historyOf(5, 12, 6);
const EMPTY: ImportData = { ...DATA, events: [] };
const CARD = DATA.cards[0]?.id as CardId;
const GONE = "bone-hormones/gone/forward" as CardId;

const review = (more: Partial<FoundReview>): FoundReview => ({
  card: CARD,
  atMs: NOW_MS,
  rating: 3,
  interval: 4,
  durationMs: 3000,
  ...more,
});
const reset = (atMs: number): FoundEvent => ({ card: CARD, atMs, rating: null });
const isReview = (event: Envelope): event is ReviewEvent => isOfKind(event, "review");
const byTime = (a: FoundEvent, b: FoundEvent): number => a.atMs - b.atMs;

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
      rating: fc.constantFrom(1, 2, 3, 4, null),
      interval: fc.constantFrom(-600, -60, 1, 30),
    }),
    { maxLength: 25 },
  ),
  besides: fc.array(
    fc.record({
      kind: fc.constantFrom("undo", "reset", "carried", "clock-correction", "again"),
      near: fc.nat(200),
      byMs: fc.constantFrom(0, 1, 40, 900, DAY_MS),
      shiftDays: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 4 },
  ),
});
type Drawn = typeof arbitraryLog extends fc.Arbitrary<infer Value> ? Value : never;

function situation({ seed, fates, moves, others, besides }: Drawn): { found: FoundEvent[]; data: ImportData } {
  const whole = historyOf(seed, 3, 8);
  const reviews = whole.events.filter(isReview);
  const at = (i: number): ReviewEvent | undefined => reviews[i % reviews.length];
  const kept = whole.events.flatMap((event, i): Envelope[] => {
    const fate = fates[i % fates.length];
    if (fate === "away") return [];
    const asImported: ReviewEvent | null = isReview(event) ? { ...event, surface: "import" } : null;
    return [(fate === "imported" ? asImported : null) ?? event];
  });
  const more = besides.flatMap(({ kind, near, byMs, shiftDays }, i): Envelope[] => {
    const target = at(near);
    if (!target) return [];
    const atMs = target.atMs + byMs;
    const { device, card, offsetMinutes, studyDay, next } = target;
    const id = makeEventId(atMs, new Uint8Array(10).fill(i));
    const base = { id, device, card, atMs, offsetMinutes, studyDay };
    if (kind === "again") return [{ ...target, ...base }];
    if (kind === "undo") return [{ ...base, kind, undoes: target.id } as UndoEvent];
    if (kind === "reset") return [{ ...base, kind, surface: near % 2 ? "osteon" : "import" } as ResetEvent];
    if (kind === "carried") return [{ ...base, kind }];
    const moved = reviews
      .filter((one) => one.card === card && one.studyDay > studyDay - shiftDays)
      .map((one) => one.id);
    const correction = { moved, shiftDays, newest: target.id, next };
    return [{ ...base, studyDay: studyDay - shiftDays, kind, ...correction } as ClockCorrectionEvent];
  });
  const found = [
    ...reviews.map(({ card, atMs, rating, durationMs }, i) => {
      return review({ card, atMs: atMs + (moves[i % moves.length] ?? 0), rating, durationMs });
    }),
    ...others.flatMap(({ near, byMs, rating, interval }): FoundEvent[] => {
      const target = at(near);
      if (!target) return [];
      const [card, atMs] = [target.card, target.atMs + byMs];
      return rating === null ? [{ card, atMs, rating }] : [review({ card, atMs, rating: rating as 1, interval })];
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
    const here = own && isReview(own) ? [{ ...own, surface: "popup" as const }] : [];
    const events = await imported(found, { ...EMPTY, events: here });
    expect(events).toHaveLength(count);
    expect(transitions.mock.calls.length).toBeLessThan(2 * count);
    transitions.mockRestore();
  });

  it("says which reviews are of cards that no deck has, and does not take them for known", async () => {
    const found = [review({}), review({ card: GONE }), review({ card: GONE, atMs: NOW_MS + 1 })];
    const result = await eventsFromAnki(found, EMPTY);
    expect(result).toMatchObject({ events: [{ card: CARD }], resets: 0, leftOut: { reviews: 2, cards: 1 } });
    expect(await eventsFromAnki([], EMPTY)).toEqual({ events: [], resets: 0, leftOut: { reviews: 0, cards: 0 } });
  });

  it("makes a reset of what Anki forgot: what was reviewed before counts no longer, and the card is new", async () => {
    const [first, second] = [review({ atMs: NOW_MS - 9 * DAY_MS, interval: 30 }), reset(NOW_MS - 2 * DAY_MS)];
    const scheduler = schedulerFor(DATA.settings);
    const result = await eventsFromAnki([first, second], EMPTY);
    if ("problem" in result) throw new Error(result.problem.key);
    expect(result.resets).toBe(1);
    expect(result.events).toMatchObject([
      { kind: "review", rating: 3, surface: "import" },
      { kind: "reset", surface: "import", card: CARD, atMs: NOW_MS - 2 * DAY_MS, device: DATA.device },
    ]);
    expect(foldCard(result.events, scheduler)).toMatchObject({ phase: "new", memory: null, reviews: 0, dueDay: null });

    // Answered there once more, it is as if it had never been answered before.
    const last = review({ atMs: NOW_MS - DAY_MS, interval: 2 });
    const again = await imported([first, second, last], EMPTY);
    const alone = await imported([last], EMPTY);
    expect(again[2]).toMatchObject({ kind: "review", phase: "new" });
    expect(foldCard(again, scheduler)).toEqual(foldCard(alone, scheduler));
    // And what is here already is not taken twice.
    expect(await imported([first, second, last], { ...EMPTY, events: again })).toEqual([]);
  });

  it("puts a review on the study day that it had here, also where clocks went back across the rollover hour", async () => {
    const offsetAt = zone("Antarctica/Casey");
    // From 4:00 to 1:00 on 11 March 2018, with a day that starts at 2:00.
    const backMs = Date.parse("2018-03-10T17:00:00Z");
    const now = nowAt(NOW_MS, offsetAt, 2);
    const times = [-1.5, -0.5, 0.5, 1.5].map((hours) => backMs + hours * HOUR_MS);
    for (const atMs of times) {
      const [event] = await imported([review({ atMs })], { ...EMPTY, now });
      expect(event?.studyDay, new Date(atMs).toISOString()).toBe(nowAt(atMs, offsetAt, 2).today);
    }
  });

  it("tells how far it has come, to the end", async () => {
    const seen: [number, number][] = [];
    const found = Array.from({ length: 2500 }, (_, i) => review({ atMs: NOW_MS + i * 60_000 }));
    found.push(review({ card: GONE, atMs: NOW_MS + DAY_MS * 9 }));
    await eventsFromAnki(found, EMPTY, ({ done, total }) => seen.push([done, total]));
    expect(seen).toEqual([1000, 2000, 2500, 2501].map((done) => [done, 2501]));
  });

  it.each([
    ["years", { atMs: LATEST_MS, interval: 36_500 }],
    ["minutes", { atMs: LATEST_MS, interval: -600 }],
  ])("refuses a review whose promise ends %s after the last day that an event can name", async (_, last) => {
    const found = [review({ atMs: NOW_MS }), review({ atMs: NOW_MS + 1, card: GONE }), review(last)];
    expect(await eventsFromAnki(found, EMPTY)).toEqual({ problem: { key: "anki_review", arguments: [3, CARD] } });
  });

  it("gives up where a log here is so tangled that each review would have it folded anew", async () => {
    const count = 300;
    const found = Array.from({ length: count }, (_, i) => review({ atMs: NOW_MS - i * 120_000 })).sort(byTime);
    const here = (await imported(found, EMPTY)).filter(isReview).map((event): ReviewEvent => {
      // Days before their times: where they really belong, only a fold knows.
      return { ...event, surface: "popup", studyDay: event.studyDay - 4 };
    });
    const between = found.map(({ atMs }) => review({ atMs: atMs + 60_000 }));
    const read = (events: readonly Envelope[], most: number) =>
      eventsFromAnki(between, { ...EMPTY, events }, undefined, most);
    expect(await read(here, 20_000)).toEqual({ problem: { key: "anki_entangled", arguments: [] } });
    expect(await read(here, 200_000)).toHaveProperty("events");
    expect(await read([], 0)).toHaveProperty("events");
  });

  it("makes nothing that a backup could not hold", async () => {
    const atMs = fc.oneof(
      fc.integer({ min: 1, max: LATEST_MS }),
      fc.integer({ min: LATEST_MS - 9 * DAY_MS, max: LATEST_MS }),
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
