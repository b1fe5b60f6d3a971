/**
 * A contrast that is called for: what was chosen or typed for a card was another thing, and the deck has a card that sets
 * the two beside each other. It comes next, before it is due and before what it waits for is known. It follows from the
 * answer in the log: an undo of that answer takes it back, and it outlives the page.
 */
import type { CardEntry } from "../card.ts";
import type { CardId } from "../ids.ts";
import { isPutOff } from "../memory/put-off.ts";
import { isFollowed } from "../time/now.ts";
import { DAY_MS, type StudyDay } from "../time/study-day.ts";

/** For so long after an answer its contrast still comes next; later it would say nothing about that answer. */
const CALLED_MS = 2 * DAY_MS;
/** Calls that are heard at once: more than anybody has open, however many a file may bring. */
const MOST_CALLS = 10;

/**
 * The contrasts that the newest answers of these cards call for, each once, with the time of the last such answer in ms: the
 * newest few of the last days, the oldest of them first. What a clock far ahead has dated calls for nothing.
 */
export function callsOf(cards: readonly Pick<CardEntry, "state">[], nowMs: number): ReadonlyMap<CardId, number> {
  const calls = new Map<CardId, number>();
  for (const { state } of cards) {
    if (state.calls === undefined) continue;
    const { card, atMs } = state.calls;
    if (atMs <= nowMs - CALLED_MS || !isFollowed(atMs, nowMs)) continue;
    calls.set(card, Math.max(calls.get(card) ?? 0, atMs));
  }
  return new Map([...calls].toSorted(([, a], [, b]) => a - b).slice(-MOST_CALLS));
}

/**
 * Whether a contrast can be called forward: one within its learning steps comes back by itself, and who has answered it
 * today has just seen both.
 */
export const canBeCalled = ({ state, retired }: CardEntry, today: StudyDay): boolean =>
  !retired &&
  !state.suspended &&
  state.dueAtMs === null &&
  (state.lastDay === null || state.lastDay < today) &&
  !isPutOff(state, today);
