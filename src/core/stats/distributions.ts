/** How stability, difficulty and retrievability are spread over the cards that were begun. */
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
import type { CountedState } from "./card-table.ts";
import { retrievabilityOn } from "./statistics.ts";

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

type States = Iterable<CountedState>;

export const stabilities = (states: States): Distribution =>
  spread(
    found(states, ({ memory }) => memory?.stability ?? null),
    STABILITY_EDGES,
  );

export const difficulties = (states: States): Distribution =>
  spread(
    found(states, ({ memory }) => memory?.difficulty ?? null),
    DIFFICULTY_EDGES,
  );

export const recalls = (states: States, day: StudyDay, model: Model): Distribution =>
  spread(
    found(states, (state) => retrievabilityOn({ state }, day, model)),
    RECALL_EDGES,
  );

/** What some states say, ascending. A state at a time: there may be very many. */
function found(states: States, of: (state: CountedState) => number | null): Float64Array {
  const values: number[] = [];
  for (const state of states) {
    const value = of(state);
    if (value !== null) values.push(value);
  }
  return Float64Array.from(values).sort();
}

function spread(values: Float64Array, edges: readonly number[]): Distribution {
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of values) {
    const above = edges.findIndex((edge) => value < edge);
    const bin = above === -1 ? counts.length - 1 : Math.max(0, above - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    bins: counts.map((cards, i) => ({ from: edges[i] ?? 0, to: edges[i + 1] ?? 0, cards })),
    median: medianOf(values),
  };
}

/** The middle value, or the mean of the two middle ones. */
function medianOf(sorted: Float64Array): number | null {
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
