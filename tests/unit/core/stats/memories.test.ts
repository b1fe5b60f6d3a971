/** A look back is what stood then; a look ahead is what fades. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countedReviews, foldCard } from "../../../../src/core/log/fold.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { factsOn, firstDayOf, MemoriesMaker, placesOf } from "../../../../src/core/stats/memories.ts";
import { recallOn } from "../../../../src/core/stats/statistics.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { deeds, live } from "../../../support/database/histories.ts";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const { model } = scheduler;
const entry = { ...card("fact"), off: false };
const deck = { id: TEST_DECK, title: "Deck", language: "en", chapters: [] };

function recallsOf(events: Parameters<typeof foldCard>[0], days: readonly number[]): (number | null)[] {
  const maker = new MemoriesMaker();
  maker.add(entry.id, events, scheduler);
  const memories = maker.made();
  const facts = deckFacts(deck, [], [entry], days[0] ?? 0, model);
  const places = placesOf(facts, memories);
  return days.map((day) => factsOn(facts, memories, places, day, model).chapters[0]?.facts.at(0).recall ?? null);
}

describe("whatever happened to a card", () => {
  test("from its last day on, one sees what its state says", () => {
    fc.assert(
      fc.property(deeds, fc.integer({ min: 0, max: 500 }), (history, ahead) => {
        const { events } = live("fact", history, scheduler);
        const state = foldCard(events, scheduler);
        const last = Math.max(state.lastDay ?? 0, ...events.map(({ studyDay }) => studyDay));
        const [seen] = recallsOf(events, [last + ahead]);
        const said = recallOn({ state }, last + ahead, model);
        // A reset and a correction may have been made on a later day than the last review.
        if (state.memory === null) expect(seen).toBeNull();
        else expect(seen).toBeGreaterThanOrEqual((said ?? 0) - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test("before its first review there is nothing", () => {
    fc.assert(
      fc.property(deeds, (history) => {
        const { events } = live("fact", history, scheduler);
        const days = countedReviews(events).map(({ studyDay }) => studyDay);
        if (days.length > 0) expect(recallsOf(events, [Math.min(...days) - 1])).toEqual([null]);
      }),
      { numRuns: 200 },
    );
  });
});

test("ahead it only fades, and the first day is that of the first answer", () => {
  const lived = live(
    "fact",
    [0, 1, 9].map((days, i) => ({
      kind: "review" as const,
      rating: 4 as const,
      waitMs: days * 86_400_000,
      offsetMinutes: 0,
      random: new Uint8Array(10).fill(i),
    })),
    scheduler,
  );
  const maker = new MemoriesMaker();
  maker.add(entry.id, lived.events, scheduler);
  const first = firstDayOf(maker.made()) ?? 0;
  expect(first).toBe(lived.events[0]?.studyDay);
  const seen = recallsOf(lived.events, [first - 1, first, first + 1, first + 5, first + 10, first + 40, first + 365]);
  expect(seen[0]).toBeNull();
  expect(seen.slice(1, 3)).toEqual([1, 1]);
  expect(seen[3]).toBeLessThan(1);
  expect(seen[4]).toBe(1);
  expect(seen[5]).toBeGreaterThan(seen[6] ?? 1);
});

test("kept to the schedule, recall never falls below what is wanted by more than a day's worth", () => {
  const lived = live(
    "fact",
    [{ kind: "review", rating: 4, waitMs: 0, offsetMinutes: 0, random: new Uint8Array(10) }],
    scheduler,
  );
  const first = lived.events[0]?.studyDay ?? 0;
  const now = nowAt(Date.UTC(2026, 10, 23, 9), () => 0, 4);
  const maker = new MemoriesMaker();
  maker.add(entry.id, lived.events, scheduler, { now, until: now.today + 365 });
  const memories = maker.made();
  // The card is begun, so it comes back some times within a year, later each time.
  const gaps = [...memories.days].map((day, i, all) => day - (all[i - 1] ?? day)).slice(1);
  expect(gaps.length).toBeGreaterThan(2);
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  const facts = deckFacts(deck, [], [entry], first, model);
  const seen = Array.from({ length: 365 }, (_, i) => {
    const then = factsOn(facts, memories, placesOf(facts, memories), first + i, model);
    return then.chapters[0]?.facts.at(0).recall ?? 0;
  });
  expect(Math.min(...seen)).toBeGreaterThan(0.87);
});
