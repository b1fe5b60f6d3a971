/** A long log folded, against the formulas of ts-fsrs alone on the same reviews. */
import { type FSRSState, fsrs, type Grade } from "ts-fsrs";
import { type CardId, type DeviceId, makeEventId } from "../../src/core/ids.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import type { Rating, ReviewEvent } from "../../src/core/log/kinds/review.ts";
import { modelFor } from "../../src/core/memory/model.ts";
import { makeScheduler } from "../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import type { Samples } from "./measure.ts";

const CARDS = 100_000;
const REVIEWS_EACH = 10;
const ROUNDS = 9;
const DEVICE = "bench" as DeviceId;

/** Folds a million reviews of a hundred thousand cards. */
export function foldOfMillion(): Samples {
  const model = modelFor(DEFAULT_SETTINGS);
  const scheduler = makeScheduler(model);
  const engine = fsrs({ w: [...model.weights], enable_fuzz: false });
  const log = Array.from({ length: CARDS }, (_, card) => reviewsOf(card));
  const ours: number[] = [];
  const floor: number[] = [];
  // What is worked out is summed up, so that none of it can be left out.
  let sums = 0;
  // The first round is for the compiler.
  for (let round = -1; round < ROUNDS; round++) {
    const folding = timed(() => {
      for (const events of log) sums += foldCard(events, scheduler).memory?.stability ?? 0;
    });
    const bare = timed(() => {
      for (const events of log) {
        let memory: FSRSState | null = null;
        let lastDay = 0;
        for (const { rating, studyDay } of events) {
          memory = engine.next_state(memory, memory ? studyDay - lastDay : 0, rating as Grade);
          lastDay = studyDay;
        }
        sums -= memory?.stability ?? 0;
      }
    });
    if (round < 0) continue;
    ours.push(folding);
    floor.push(bare);
  }
  if (Math.abs(sums) > 1e-3) throw new Error(`the fold comes to other stabilities than the formulas: ${sums}`);
  return { ours, floor, byTurns: true };
}

/** Reviews some days apart, of which every seventh is forgotten. */
function reviewsOf(place: number): ReviewEvent[] {
  const card = `bench/fact-${place}/forward` as CardId;
  return Array.from({ length: REVIEWS_EACH }, (_, i): ReviewEvent => {
    const studyDay = 19_000 + i * (5 + (place % 9));
    const atMs = studyDay * DAY_MS + DAY_MS / 2 + place;
    const random = new Uint8Array(10);
    new DataView(random.buffer).setUint32(0, place);
    const rating: Rating = (place + i) % 7 === 0 ? 1 : 3;
    return {
      kind: "review",
      id: makeEventId(atMs, random),
      device: DEVICE,
      card,
      atMs,
      offsetMinutes: 0,
      studyDay,
      rating,
      phase: i === 0 ? "new" : "review",
      factRevision: 1,
      durationMs: 4000,
      surface: "newtab",
      next: { dueDay: studyDay + 5, dueAtMs: null },
    };
  });
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
