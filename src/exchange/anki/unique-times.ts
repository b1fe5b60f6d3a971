import { inIdOrder } from "../../core/text-order.ts";
import { placesInOrder } from "../sqlite/places-in-order.ts";

interface Timed {
  readonly id: string;
  readonly atMs: number;
}

/**
 * The times of those events that cannot keep their own, by id: Anki knows a review by its millisecond. As if each in turn, by
 * its id, were given its time, or the next one that is free. Which times are taken in the end does not depend on the turn,
 * so events that stand alone need not be asked, and those of one crowd know nothing of another.
 */
export function movedTimes(events: readonly Timed[]): ReadonlyMap<string, number> {
  const times = new Float64Array(events.length);
  for (const [i, { atMs }] of events.entries()) times[i] = atMs;
  const order = placesInOrder(times);
  const timeAt = (i: number): number => times[order[i] ?? 0] ?? 0;
  const moved = new Map<string, number>();
  for (let begin = 0; begin < order.length; ) {
    // A crowd takes as many times as it has events, without a gap; what comes behind the last of them is of another one.
    const first = timeAt(begin);
    let end = begin + 1;
    while (end < order.length && timeAt(end) < first + end - begin) end++;
    if (end - begin > 1) {
      const crowd: Timed[] = [];
      for (let i = begin; i < end; i++) {
        const event = events[order[i] ?? 0];
        if (event) crowd.push(event);
      }
      moveApart(crowd, first, moved);
    }
    begin = end;
  }
  return moved;
}

/** @param first the first of as many times in a row as there are events, which they will take */
function moveApart(crowd: Timed[], first: number, moved: Map<string, number>): void {
  /** For each of the times the next one that may be free, itself until it is taken. */
  const next = new Int32Array(crowd.length + 1).map((_, i) => i);
  const nextOf = (i: number): number => next[i] ?? 0;
  for (const { id, atMs } of crowd.sort(inIdOrder)) {
    let free = atMs - first;
    for (; nextOf(free) !== free; free = nextOf(free)) next[free] = nextOf(nextOf(free));
    next[free] = free + 1;
    if (first + free !== atMs) moved.set(id, first + free);
  }
}
