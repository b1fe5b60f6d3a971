/** How stability, difficulty and retrievability are spread over the cards that were begun. */
import type { Model } from "../memory/model.ts";
import { forgettingCurve } from "../memory/scheduler.ts";
import type { StudyDay } from "../time/study-day.ts";
import { type Places, retrievabilityAt, type StateColumns } from "./state-columns.ts";

/** Values from `from` up to but without `to`; the last bin holds `to` as well. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly cards: number;
}

export interface Distribution {
  readonly bins: readonly Bin[];
  /** Null where no card was begun. */
  readonly median: number | null;
}

/** Days; each bin about three times the one before it, as memory grows. */
const STABILITY_EDGES = [0, 1, 3, 7, 14, 30, 60, 120, 240, 365, 730, Number.POSITIVE_INFINITY];
const DIFFICULTY_EDGES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const RECALL_EDGES = [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

export const stabilities = (states: StateColumns, places: Places): Distribution =>
  spread(places, (place) => states.stability[place], STABILITY_EDGES);

export const difficulties = (states: StateColumns, places: Places): Distribution =>
  spread(places, (place) => states.difficulty[place], DIFFICULTY_EDGES);

export function recalls(states: StateColumns, places: Places, day: StudyDay, model: Model): Distribution {
  const curve = forgettingCurve(model);
  return spread(places, (place) => retrievabilityAt(states, place, day, curve), RECALL_EDGES);
}

/** @param valueAt NaN for a card that is left out */
function spread(
  places: Places,
  valueAt: (place: number) => number | undefined,
  edges: readonly number[],
): Distribution {
  const values = new Float64Array(places.length);
  const counts = new Array<number>(edges.length - 1).fill(0);
  let found = 0;
  for (let i = 0; i < places.length; i++) {
    const value = valueAt(places[i] ?? 0) ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    values[found++] = value;
    let bin = 0;
    while (bin < counts.length - 1 && value >= (edges[bin + 1] ?? 0)) bin += 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    bins: counts.map((cards, i) => ({ from: edges[i] ?? 0, to: edges[i + 1] ?? 0, cards })),
    median: medianOf(values.subarray(0, found).sort()),
  };
}

/** The middle value, or the mean of the two middle ones. */
function medianOf(sorted: Float64Array): number | null {
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
