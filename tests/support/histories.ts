import fc from "fast-check";
import type { CardId } from "../../src/core/ids.ts";
import type { OsteonEvent, Rating } from "../../src/core/log/event.ts";
import { applyEvent, foldCard } from "../../src/core/log/fold.ts";
import { makeReview, makeSeen, makeUndo } from "../../src/core/log/make-event.ts";
import { type CardState, NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import type { Scheduler } from "../../src/core/memory/scheduler.ts";
import { nowAt } from "../../src/core/plan/now.ts";
import { card } from "./cards.ts";

/** One thing that a user does to a card, and how long after the one before it. */
export interface Deed {
  readonly kind: "review" | "undo" | "seen";
  readonly rating: Rating;
  /** May be negative: clocks are set back. */
  readonly waitMs: number;
  readonly offsetMinutes: number;
  readonly random: Uint8Array;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("review", "review", "review", "review", "undo", "seen"),
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

/** Lives through deeds one after the other, as the database does: each event brings the snapshot along. */
export function live(
  id: CardId,
  history: readonly Deed[],
  scheduler: Scheduler,
): { events: OsteonEvent[]; snapshot: CardState } {
  const [name = "", template = ""] = id.split("/");
  let snapshot: CardState = NEW_CARD_STATE;
  let nowMs = Date.UTC(2026, 10, 23, 9);
  const events: OsteonEvent[] = [];
  for (const deed of history) {
    nowMs = Math.max(0, nowMs + deed.waitMs);
    const moment = nowAt(nowMs, () => deed.offsetMinutes, 4);
    const made = { moment, random: deed.random };
    const now = card(name, 0, snapshot, template);
    const undone = new Set(events.flatMap((event) => (event.kind === "undo" ? [event.undoes] : [])));
    const last = events.findLast((event) => event.kind === "review" && !undone.has(event.id));
    if (deed.kind === "undo" && last?.kind === "review") {
      events.push(makeUndo(now, last, made));
      snapshot = foldCard(events, scheduler);
    } else {
      const wait = scheduler.outcomes(id, snapshot, moment)[deed.rating - 1]?.wait ?? { unit: "days", count: 1 };
      const answer = { rating: deed.rating, wait, shownAtMs: nowMs - 4000, surface: "popup" as const };
      const event = deed.kind === "seen" ? makeSeen(now, "term:x", made) : makeReview(now, answer, made);
      events.push(event);
      snapshot = applyEvent(snapshot, event, scheduler);
    }
  }
  return { events, snapshot };
}
