/** How stability, difficulty and retrievability are spread over the cards that were begun. */
import type { CardState } from "../memory/card-state.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
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

const memories = (states: readonly CardState[]) => states.flatMap(({ memory }) => memory ?? []);

export const stabilities = (states: readonly CardState[]): Distribution =>
  spread(
    memories(states).map(({ stability }) => stability),
    STABILITY_EDGES,
  );

export const difficulties = (states: readonly CardState[]): Distribution =>
  spread(
    memories(states).map(({ difficulty }) => difficulty),
    DIFFICULTY_EDGES,
  );

export const recalls = (states: readonly CardState[], day: StudyDay, model: Model): Distribution =>
  spread(
    states.flatMap((state) => retrievabilityOn({ state }, day, model) ?? []),
    RECALL_EDGES,
  );

function spread(values: readonly number[], edges: readonly number[]): Distribution {
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
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
