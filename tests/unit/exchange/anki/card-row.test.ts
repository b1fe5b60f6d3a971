/** Where Anki finds a card again: by what was promised, also where its steps are others than ours. */
import { unzipSync } from "fflate";
import { describe, expect, it, test } from "vitest";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { makeReset } from "../../../../src/core/log/make-event.ts";
import { reviewHistory } from "../../../../src/core/log/review-history.ts";
import { DEFAULT_WEIGHTS, modelFor } from "../../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { type AnkiCard, ankiCard } from "../../../../src/exchange/anki/card-row.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import type { StudyCard } from "../../../../src/exchange/study-data.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { sql } from "../../../support/files/collections.ts";
import { imported } from "../imported.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const DATA = randomHistory({ seed: 3, cards: 10, reviewsPerCard: 3, nowMs: NOW_MS, offsetAt: () => 0 });
const EMPTY = { ...DATA, events: [] };
const FIRST_DAY = DATA.now.today - 10;

function firstCard(): StudyCard {
  const [card] = DATA.cards;
  if (!card) throw new Error("there are no cards");
  return card;
}

/** A card after reviews in Anki, one a day, with the last of them three days ago: what Anki gets back. */
async function backInAnki(answers: readonly (readonly [rating: Rating, interval: number])[], retired = false) {
  const card = firstCard();
  const found = answers.map(([rating, interval], i) => {
    return { card: card.id, atMs: NOW_MS - (2 + answers.length - i) * DAY_MS, rating, interval, durationMs: 3000 };
  });
  const events = await imported(found, EMPTY);
  const scheduler = schedulerFor(DATA.settings);
  const state = foldCard(events, scheduler);
  const row = ankiCard(
    { ...card, state, retired },
    reviewHistory(events, scheduler),
    FIRST_DAY,
    modelFor(DATA.settings),
  );
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

  it("and that was suspended here is suspended there", () => {
    const card = firstCard();
    const state = { ...card.state, suspended: true as const };
    expect(ankiCard({ ...card, state }, [], FIRST_DAY, modelFor(DATA.settings)).queue).toBe(-1);
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

test("a card that is no longer new keeps its place in deck order, to which Anki brings it back when it is new again", async () => {
  const { row } = await backInAnki([[3, 12]]);
  expect(JSON.parse(row.data)).toMatchObject({ pos: firstCard().order + 1 });
});

describe("a card that was reset", () => {
  const DAY = 86_400_000;
  const card = firstCard();
  const found = [8, 3].map((days) => {
    return { card: card.id, atMs: NOW_MS - days * DAY, rating: 3, interval: 5, durationMs: 3000 } as const;
  });
  const scheduler = schedulerFor(DATA.settings);

  async function packaged(kept: number) {
    const events = await imported(found.slice(0, kept), EMPTY);
    const before = foldCard(events.slice(0, 1), scheduler);
    const now = nowAt(NOW_MS - 5 * DAY, () => 0, 4);
    const reset = makeReset({ ...card, state: before }, { device: DATA.device, now, random: new Uint8Array(10) });
    const log = [...events, reset];
    const data = { ...DATA, cards: [{ ...card, state: foldCard(log, scheduler) }], events: log };
    const db = new sql.Database(unzipSync(await writeAnkiPackage(data, LABELS))["collection.anki2"]);
    const rows = db.exec("SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id")[0]?.values;
    const [state] = db.exec("SELECT type, queue, ivl, factor, reps, lapses, data FROM cards")[0]?.values ?? [];
    db.close();
    return { rows, state, atMs: reset.atMs };
  }

  it("leaves for Anki as a row by hand without a factor, and is new there", async () => {
    const { rows, state, atMs } = await packaged(1);
    expect(rows).toEqual([
      [NOW_MS - 8 * DAY, 3, 5, 0, expect.any(Number), 3000, 0],
      [atMs, 0, 0, 5, 0, 0, 4],
    ]);
    expect(state).toEqual([0, 0, 0, 0, 0, 0, "{}"]);
  });

  it("and answered since has the state of that answer alone", async () => {
    const { rows, state } = await packaged(2);
    // The last answer follows no wait: what was promised before the reset counts no longer.
    expect(rows?.map(([, ease, , lastIvl, , , type]) => [ease, lastIvl, type])).toEqual([
      [3, 0, 0],
      [0, 5, 4],
      [3, 0, 0],
    ]);
    const [type, queue, ivl, , reps, lapses, memory] = state ?? [];
    expect([type, queue, ivl, reps, lapses]).toEqual([2, 2, 5, 1, 0]);
    // The stability after a first Good is the third weight.
    expect(JSON.parse(String(memory))).toMatchObject({ s: Number((DEFAULT_WEIGHTS[2] ?? 0).toFixed(4)) });
  });
});
