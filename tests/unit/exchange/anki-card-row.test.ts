/** Where Anki finds a card again: by what was promised, also where its steps are others than ours. */
import { describe, expect, it } from "vitest";
import type { Rating } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { reviewHistory } from "../../../src/core/log/review-history.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { type AnkiCard, ankiCard } from "../../../src/exchange/anki/card-row.ts";
import { randomHistory } from "../../anki/random-history.ts";
import { imported } from "./imported.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const DATA = randomHistory({ seed: 3, cards: 10, reviewsPerCard: 3, nowMs: NOW_MS, offsetAt: () => 0 });
const EMPTY = { ...DATA, events: [] };
const FIRST_DAY = DATA.moment.today - 10;

/** A card after reviews in Anki, one a day, with the last of them three days ago: what Anki gets back. */
async function backInAnki(answers: readonly (readonly [rating: Rating, interval: number])[], retired = false) {
  const card = DATA.cards[0];
  if (!card) throw new Error("there are no cards");
  const found = answers.map(([rating, interval], i) => {
    return { card: card.id, atMs: NOW_MS - (2 + answers.length - i) * DAY_MS, rating, interval, durationMs: 3000 };
  });
  const events = await imported(found, EMPTY);
  const scheduler = schedulerFor(DATA.settings);
  const state = foldCard(events, scheduler);
  const row = ankiCard({ ...card, state, retired }, reviewHistory(events, scheduler), FIRST_DAY, DATA.settings);
  return { phase: state.phase, row };
}

const inReview = (days: number): Partial<AnkiCard> => ({ type: 2, queue: 2, due: 7 + days, ivl: days, left: 0 });
const secondsAgo = (seconds: number): number => (NOW_MS - 3 * DAY_MS) / 1000 + seconds;

describe("a card that Anki let out of its steps", () => {
  it("sooner than Osteon would keeps its day and its interval", async () => {
    const { phase, row } = await backInAnki([[3, 12]]);
    expect(phase).toBe("learning");
    expect(row).toMatchObject({ ...inReview(12), factor: 2500 });
  });

  it("sooner, and that was forgotten where no steps follow, keeps its day too", async () => {
    const { phase, row } = await backInAnki([
      [4, 30],
      [1, 2],
    ]);
    expect(phase).toBe("relearning");
    expect(row).toMatchObject({ ...inReview(2), lapses: 1 });
  });

  it("and that left the deck stays suspended, with its day", async () => {
    expect((await backInAnki([[3, 12]], true)).row).toMatchObject({ ...inReview(12), queue: -1 });
  });
});

describe("a card that Anki keeps in its steps", () => {
  it("longer than Osteon would is within them, and due when it was promised", async () => {
    const { phase, row } = await backInAnki([
      [3, -600],
      [3, -3600],
    ]);
    expect(phase).toBe("review");
    expect(row).toMatchObject({ type: 1, queue: 1, due: secondsAgo(3600), ivl: 0, factor: 0, left: 1 });
  });

  it("longer after it was forgotten is relearnt", async () => {
    const { phase, row } = await backInAnki([
      [4, 30],
      [1, -600],
      [3, -3600],
    ]);
    expect(phase).toBe("review");
    expect(row).toMatchObject({ type: 3, queue: 1, due: secondsAgo(3600), ivl: 1, factor: 2500, left: 1 });
  });

  it("as long as Osteon does is where it always was", async () => {
    const { phase, row } = await backInAnki([[1, -60]]);
    expect(phase).toBe("learning");
    expect(row).toMatchObject({ type: 1, queue: 1, due: secondsAgo(60), left: 2 });
  });
});
