import fc from "fast-check";
import type { CardId, DeviceId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { isOfKind } from "../../src/core/log/event.ts";
import { applyEvent, canFollow, foldCard } from "../../src/core/log/fold.ts";
import type { Rating } from "../../src/core/log/kinds/review.ts";
import { makeReset, makeReview, makeUndo } from "../../src/core/log/make-event.ts";
import { takenBack } from "../../src/core/log/taken-back.ts";
import { type CardState, NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import type { Scheduler } from "../../src/core/memory/scheduler.ts";
import { nowAt } from "../../src/core/plan/now.ts";
import { card } from "./cards.ts";

/** One thing that a user does to a card, and how long after the one before it. */
export interface Deed {
  readonly kind: "review" | "undo" | "reset";
  readonly rating: Rating;
  /** May be negative: clocks are set back. */
  readonly waitMs: number;
  readonly offsetMinutes: number;
  readonly random: Uint8Array;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const DEVICE = "0123456789abcdef" as DeviceId;

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("review", "review", "review", "review", "review", "review", "undo", "undo", "reset"),
    rating: fc.constantFrom(1, 2, 3, 3, 3, 4),
    waitMs: fc.oneof(
      fc.integer({ min: -3 * 60 * MINUTE_MS, max: 20 * MINUTE_MS }),
      fc.integer({ min: 0, max: 3 * DAY_MS }),
      fc.integer({ min: 0, max: 400 * DAY_MS }),
    ),
    offsetMinutes: fc.constantFrom(-720, -300, 0, 60, 345, 840),
    random: fc.uint8Array({ minLength: 10, maxLength: 10 }),
  }) as fc.Arbitrary<Deed>,
  { maxLength: 40 },
);

/** Lives through deeds one after the other, as the database does: each event brings the state along. */
export function live(
  id: CardId,
  history: readonly Deed[],
  scheduler: Scheduler,
): { events: Envelope[]; state: CardState } {
  const [, name = "", template = ""] = id.split("/");
  let state: CardState = NEW_CARD_STATE;
  let nowMs = Date.UTC(2026, 10, 23, 9);
  const events: Envelope[] = [];
  for (const deed of history) {
    nowMs = Math.max(0, nowMs + deed.waitMs);
    const now = nowAt(nowMs, () => deed.offsetMinutes, 4);
    const maker = { device: DEVICE, now, random: deed.random };
    const stored = card(name, 0, state, template);
    const gone = takenBack(events);
    const last = events.findLast((event) => !isOfKind(event, "undo") && !gone.has(event.id));
    const wait = scheduler.outcomes(id, state, now)[deed.rating - 1]?.wait ?? { unit: "days", count: 1 };
    const answer = { rating: deed.rating, wait, shownAtMs: nowMs - 4000, surface: "popup", factRevision: 1 } as const;
    const event =
      deed.kind === "undo" && last
        ? makeUndo(last, maker)
        : deed.kind === "reset"
          ? makeReset(stored, maker)
          : makeReview(stored, answer, maker);
    // Two deeds in one instant, with the same random bytes, are one event.
    if (events.some((other) => other.id === event.id)) continue;
    events.push(event);
    state = canFollow(state, event) ? applyEvent(state, event, scheduler) : foldCard(events, scheduler);
  }
  return { events, state };
}
