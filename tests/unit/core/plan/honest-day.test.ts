import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import type { DeviceId } from "../../../../src/core/ids.ts";
import { applyEvent } from "../../../../src/core/log/fold.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { makeReview } from "../../../../src/core/log/make-event.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { buildQueue, type Day, type Queue, shownFrom } from "../../../../src/core/plan/queue.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { card } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const MORNING = Date.UTC(2026, 10, 23, 9);
const scheduler = schedulerFor(DEFAULT_SETTINGS);
const device = "0123456789abcdef" as DeviceId;

interface Step {
  readonly rating: Rating;
  readonly seconds: number;
}
interface Showing {
  readonly card: CardEntry;
  readonly queue: Queue;
  readonly goesAhead: boolean;
  readonly nowMs: number;
}

function begin(newCards: number, reviews: number): readonly CardEntry[] {
  const day = nowAt(MORNING, UTC, 4).today;
  const memory = { stability: 5, difficulty: 5 };
  const known = { phase: "review", dueDay: day - 1, lastDay: day - 6, reviews: 2, memory } as const;
  return [
    ...Array.from({ length: newCards }, (_, i) => card(`new-${i}`, i)),
    ...Array.from({ length: reviews }, (_, i) => card(`known-${i}`, i, known)),
  ];
}

function dayOf(cards: readonly CardEntry[], nowMs: number): Day {
  const now = nowAt(nowMs, UTC, 4);
  const isDue = ({ state }: CardEntry) => state.dueAtMs === null && (state.dueDay ?? 0) <= now.today;
  return {
    now,
    settings: { newPerDay: 30, reviewsPerDay: 30 },
    learning: cards.filter(({ state }) => state.dueAtMs !== null),
    reviews: cards.filter((one) => one.state.phase === "review" && isDue(one)),
    newCards: cards.filter(({ state }) => state.phase === "new"),
    answered: cards.filter(({ state }) => state.lastDay === now.today),
  };
}

/** Lives a morning: answers what is shown, as the steps say, and goes ahead where nothing else is left. */
function live(first: readonly CardEntry[], steps: readonly Step[], wantsAhead: boolean): Showing[] {
  let cards = first;
  let nowMs = MORNING;
  let goesAhead = false;
  const showings: Showing[] = [];
  for (const { rating, seconds } of steps) {
    const queue = buildQueue(dayOf(cards, nowMs));
    if (queue.cards.length === 0) goesAhead = wantsAhead && queue.ahead.length > 0;
    const shown = shownFrom(queue, goesAhead)[0];
    nowMs += seconds * 1000;
    if (!shown) continue;
    showings.push({ card: shown, queue, goesAhead, nowMs: nowMs - seconds * 1000 });
    const now = nowAt(nowMs, UTC, 4);
    const outcome = scheduler.outcomes(shown.id, shown.state, now)[rating - 1];
    if (!outcome) throw new Error("no outcome");
    const answer = { rating, wait: outcome.wait, shownAtMs: nowMs, surface: "newtab", factRevision: 1 } as const;
    const event = makeReview(shown, answer, { device, now, random: new Uint8Array(10) });
    const state = applyEvent(shown.state, event, scheduler);
    cards = cards.map((one) => (one.id === shown.id ? { ...one, state } : one));
  }
  return showings;
}

const steps = fc.array(
  fc.record({
    rating: fc.constantFrom<Rating>(1, 1, 2, 3, 3, 4),
    seconds: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 60, max: 900 })),
  }),
  { minLength: 1, maxLength: 60 },
);
const days = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), steps, fc.boolean());

test("a learning step is kept, unless nothing else is left and the learner asked for it", () => {
  fc.assert(
    fc.property(days, ([newCards, reviews, all, wantsAhead]) => {
      for (const { card: shown, queue, goesAhead, nowMs } of live(begin(newCards, reviews), all, wantsAhead)) {
        if ((shown.state.dueAtMs ?? 0) <= nowMs) continue;
        expect(goesAhead).toBe(true);
        expect(queue.cards).toEqual([]);
      }
    }),
  );
});

test("no card comes twice running while another can be shown", () => {
  fc.assert(
    fc.property(days, ([newCards, reviews, all, wantsAhead]) => {
      const showings = live(begin(newCards, reviews), all, wantsAhead);
      showings.slice(1).forEach(({ card: shown, queue, goesAhead }, i) => {
        if (showings[i]?.card.id === shown.id) expect(shownFrom(queue, goesAhead)).toHaveLength(1);
      });
    }),
  );
});

test("who goes ahead sees every card that is left before one comes a second time", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 8 }),
      fc.array(fc.constantFrom<Rating>(1, 2, 3), { minLength: 40, maxLength: 40 }),
      (count, ratings) => {
        const all = ratings.map((rating) => ({ rating, seconds: 1 }));
        const showings = live(begin(count, 0), all, true);
        const ahead = showings.filter(({ goesAhead }) => goesAhead);
        ahead.forEach(({ card: shown, queue }, i) => {
          const before = ahead.slice(0, i).findLastIndex(({ card: one }) => one.id === shown.id);
          if (before < 0) return;
          const between = new Set(ahead.slice(before + 1, i).map(({ card: one }) => one.id));
          for (const other of queue.ahead) if (other.id !== shown.id) expect(between).toContain(other.id);
        });
      },
    ),
  );
});
