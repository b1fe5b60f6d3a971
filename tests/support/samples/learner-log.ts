/** The log of a learner who was made up, and whose memory is known. */
import type { CardId, DeviceId } from "../../../src/core/ids.ts";
import { makeEventId } from "../../../src/core/ids.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { cardCount, type ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { live } from "../../bench/optimiser/live.ts";
import { fsrsTruth } from "../../bench/optimiser/truth.ts";

/** Forgets eight times as fast as most people at first, and gains much less from each review. */
const QUICK_TO_FORGET = Float64Array.from(DEFAULT_WEIGHTS, (weight, i) =>
  i < 4 ? weight / 8 : i === 8 ? 0.3 : weight,
);

/** Somebody who forgets quickly, and was asked so many times by the default weights; the last answer two days ago. */
export const quickToForget = (cards: number, reviews: number): ReviewColumns =>
  live({
    truth: fsrsTruth(QUICK_TO_FORGET),
    seed: 7,
    reviews,
    newPerDay: 8,
    cards,
    lastDay: Math.floor(Date.now() / DAY_MS) - 2,
    schedule: "fsrs",
    desiredRetention: 0.9,
    late: 0.1,
    hard: 0.12,
    easy: 0.1,
    steps: 2,
  });

/** The columns as events of these cards, one after the other. */
export function reviewEvents(columns: ReviewColumns, cards: readonly CardId[], device: DeviceId): ReviewEvent[] {
  const { starts, ratings, atMs } = columns;
  const events: ReviewEvent[] = [];
  for (let card = 0; card < Math.min(cardCount(columns), cards.length); card++) {
    const [from, to] = [starts[card] ?? 0, starts[card + 1] ?? 0];
    for (let i = from; i < to; i++) {
      const studyDay = dayOf(atMs[i]);
      const random = new Uint8Array(10);
      new DataView(random.buffer).setUint32(0, i);
      events.push({
        kind: "review",
        id: makeEventId(atMs[i] ?? 0, random),
        device,
        card: cards[card] as CardId,
        atMs: atMs[i] ?? 0,
        offsetMinutes: 0,
        studyDay,
        rating: (ratings[i] ?? 3) as Rating,
        phase: i === from ? "new" : "review",
        factRevision: 1,
        durationMs: 4000 + (i % 7) * 900,
        surface: "newtab",
        next: { dueDay: i + 1 < to ? Math.max(studyDay, dayOf(atMs[i + 1])) : studyDay + 3, dueAtMs: null },
      });
    }
  }
  return events.sort((a, b) => a.atMs - b.atMs);
}

const dayOf = (atMs: number | undefined): number => Math.floor((atMs ?? 0) / DAY_MS);
