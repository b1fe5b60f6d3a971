import type { Card } from "../card.ts";
import { makeEventId } from "../ids.ts";
import { reviewDay } from "../memory/card-state.ts";
import { comesBack, type Wait } from "../memory/outcome.ts";
import type { Now } from "../plan/now.ts";
import {
  MAX_DURATION_MS,
  type Rating,
  type ReviewEvent,
  type SeenEvent,
  type Surface,
  type UndoEvent,
} from "./event.ts";

interface Made {
  readonly moment: Now;
  /** At least 10 random bytes. */
  readonly random: Uint8Array;
}

/** One grade of a card as it stands. `wait` is what the button promised. */
export function makeReview(
  card: Card,
  answer: { readonly rating: Rating; readonly wait: Wait; readonly shownAtMs: number; readonly surface: Surface },
  made: Made,
): ReviewEvent {
  const stamp = stampFor(card, made);
  const durationMs = Math.round(Math.min(MAX_DURATION_MS, Math.max(0, made.moment.nowMs - answer.shownAtMs)));
  return {
    kind: "review",
    ...stamp,
    rating: answer.rating,
    phase: card.state.phase,
    factRevision: card.content.factRevision,
    durationMs,
    surface: answer.surface,
    next: comesBack(answer.wait, stamp.studyDay, made.moment),
  };
}

export function makeSeen(card: Card, subject: string, made: Made): SeenEvent {
  return { kind: "seen", ...stampFor(card, made), subject };
}

export function makeUndo(card: Card, review: ReviewEvent, made: Made): UndoEvent {
  return { kind: "undo", ...stampFor(card, made), card: review.card, undoes: review.id };
}

/** Who, when and where on the calendar: later than all that happened to the card, on a day no earlier than its last. */
function stampFor(card: Card, { moment, random }: Made) {
  const atMs = Math.max(Math.floor(moment.nowMs), card.state.lastEventAtMs + 1);
  return {
    id: makeEventId(atMs, random),
    card: card.id,
    atMs,
    offsetMinutes: moment.offsetMinutes,
    studyDay: reviewDay(card.state, moment.today),
  };
}
