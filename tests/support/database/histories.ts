import fc from "fast-check";
import type { CardId, EventId } from "../../../src/core/ids.ts";
import { makeClockCorrection } from "../../../src/core/log/clock-correction.ts";
import type { CardEnvelope, Envelope } from "../../../src/core/log/envelope.ts";
import { applyEvent, canFollow, foldCard } from "../../../src/core/log/fold.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { makeReset, makeReview, makeUndo } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import type { Scheduler } from "../../../src/core/memory/scheduler.ts";
import { type Now, nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/core/time/study-day.ts";
import { card } from "../samples/cards.ts";
import { DEVICE, OTHER_DEVICE } from "./db-steps.ts";

/** One thing that a user does to a card, and how long after the one before it. */
export interface Deed {
  /** `again`: the newest undo that counts is taken back itself. `correct`: the clock was put right. */
  readonly kind: "review" | "undo" | "again" | "reset" | "correct";
  readonly rating: Rating;
  /** May be negative: clocks are set back. */
  readonly waitMs: number;
  readonly offsetMinutes: number;
  readonly random: Uint8Array;
}

const kinds = fc.constantFrom<Deed["kind"]>(
  ...(["review", "review", "review", "review", "review", "undo", "undo", "again", "reset", "correct"] as const),
);
const soon = fc.integer({ min: 0, max: 20 * MINUTE_MS });
const later = fc.oneof(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 0, max: 400 * DAY_MS }));
/** A clock that is a little wrong, and one that is wrong by years. */
const back = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -3 * HOUR_MS, max: 0 }) },
  fc.integer({ min: -3 * DAY_MS, max: 0 }),
  fc.integer({ min: -4000 * DAY_MS, max: 0 }),
);

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    kind: kinds,
    rating: fc.constantFrom<Rating>(1, 2, 3, 3, 3, 4),
    waitMs: fc.oneof({ weight: 4, arbitrary: soon }, { weight: 4, arbitrary: later }, back),
    offsetMinutes: fc.constantFrom(-720, -300, 0, 60, 345, 840),
    random: fc.uint8Array({ minLength: 10, maxLength: 10 }),
  }),
  { maxLength: 30 },
);

export interface Lived {
  readonly events: readonly CardEnvelope[];
  readonly state: CardState;
}

/** Lives through deeds one after the other, as the database does: an event brings the state along where it can. */
export function live(name: string, history: readonly Deed[], scheduler: Scheduler): Lived {
  let lived: Lived = { events: [], state: NEW_CARD_STATE };
  let nowMs = Date.UTC(2026, 10, 23, 9);
  for (const [i, deed] of history.entries()) {
    nowMs = Math.max(0, nowMs + deed.waitMs);
    const event = eventOf(name, lived, { ...deed, random: unlike(i, deed.random) }, nowMs, scheduler);
    if (!event) continue;
    const events = [...lived.events, event];
    const follows = canFollow(lived.state, event);
    lived = { events, state: follows ? applyEvent(lived.state, event, scheduler) : foldCard(events, scheduler) };
  }
  return lived;
}

/** Chance is drawn for each deed alone; no two may come by the same id. */
const unlike = (i: number, random: Uint8Array): Uint8Array => Uint8Array.from([i, ...random.slice(1)]);

function eventOf(
  name: string,
  { events, state }: Lived,
  deed: Deed,
  nowMs: number,
  scheduler: Scheduler,
): CardEnvelope | null {
  const now = nowAt(nowMs, () => deed.offsetMinutes, 4);
  const maker = { device: deed.rating === 1 ? OTHER_DEVICE : DEVICE, now, random: deed.random };
  const entry = card(name, 0, state);
  const gone = takenBack(events);
  const newest = (wanted: (kind: string) => boolean): CardEnvelope | undefined =>
    events.findLast(({ id, kind }) => wanted(kind) && !gone.has(id));
  const undoOf = (event: CardEnvelope | undefined): CardEnvelope | null =>
    event ? { ...makeUndo(event, maker), card: event.card } : null;
  switch (deed.kind) {
    case "undo":
      return undoOf(newest((kind) => kind !== "undo"));
    case "again":
      return undoOf(newest((kind) => kind === "undo"));
    case "reset":
      return makeReset(entry, maker);
    case "correct":
      return makeClockCorrection(entry, events, scheduler, maker);
    case "review":
      return makeReview(entry, answerOf(entry.id, state, deed.rating, now, scheduler), maker);
  }
}

/** A grade with what its button promised. */
export function answerOf(id: CardId, state: CardState, rating: Rating, now: Now, scheduler: Scheduler) {
  const wait = scheduler.outcomes(id, state, now)[rating - 1]?.wait ?? { unit: "days", count: 1 };
  return { rating, wait, shownAtMs: now.nowMs - 4000, surface: "popup" as const, factRevision: 1 };
}

/** The same review as it comes back through Anki, under an id of its own. */
export const imported = (event: Envelope, more: Partial<Envelope> = {}): Envelope & { readonly surface: "import" } => ({
  ...event,
  id: `${event.id.slice(0, 10)}anki${event.id.slice(14)}` as EventId,
  surface: "import",
  ...more,
});

/** In another order, each perhaps more than once; every one at least once. */
export const shuffled = <T>(things: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.array(fc.constantFrom(...things), { maxLength: things.length }), fc.constant(things))
    .chain(([more, all]) => fc.shuffledSubarray([...all, ...more], { minLength: all.length + more.length }));
