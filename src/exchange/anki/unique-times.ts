import type { Envelope } from "../../core/log/envelope.ts";

type Timed = Pick<Envelope, "id" | "atMs">;

/** Gives out times that are never given twice: Anki knows a review by its millisecond. */
export class UniqueTimes {
  readonly #taken = new Set<number>();

  /** @returns the time itself, or the next one that is free */
  take(atMs: number): number {
    let id = atMs;
    while (this.#taken.has(id)) id += 1;
    this.#taken.add(id);
    return id;
  }
}

/**
 * The times of those events that cannot keep their own, by id: as if each in turn, by its id, were given the next one that is
 * free. Which times are taken in the end does not depend on the turn, so events that stand alone need not be asked.
 */
export function movedTimes(events: readonly Timed[]): ReadonlyMap<string, number> {
  const crowded = crowdedTimes(Float64Array.from(events, ({ atMs }) => atMs).sort());
  if (crowded.size === 0) return new Map();
  const times = new UniqueTimes();
  const among = events.filter(({ atMs }) => crowded.has(atMs)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(among.map(({ id, atMs }) => [id, times.take(atMs)]));
}

/** Those that are there twice, or that one which is moved comes to. @param sorted all times */
function crowdedTimes(sorted: Float64Array): ReadonlySet<number> {
  const crowded = new Set<number>();
  let [begin, free] = [0, 0];
  for (const [i, time] of sorted.entries()) {
    if (i === 0 || time >= free) {
      [begin, free] = [i, time + 1];
      continue;
    }
    free += 1;
    for (; begin <= i; begin++) crowded.add(sorted[begin] ?? 0);
  }
  return crowded;
}
