import type { CardEntry } from "../../core/card.ts";
import type { HistoryEntry } from "../../core/log/review-history.ts";
import type { CardState, Memory, Phase } from "../../core/memory/card-state.ts";
import type { Model } from "../../core/memory/model.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { StudyCard } from "../study-data.ts";

/** Where Anki keeps a card: its numbers for type and queue, and a due value that means something else in each. */
export interface AnkiCard {
  readonly type: 0 | 1 | 2 | 3;
  readonly queue: -1 | 0 | 1 | 2;
  /** New: place in the queue. Steps: Unix seconds. Review: days since the collection began. */
  readonly due: number;
  /** Days. */
  readonly ivl: number;
  readonly factor: number;
  readonly reps: number;
  readonly lapses: number;
  /** Steps that are still to be done. */
  readonly left: number;
  readonly data: string;
}

const STARTING_EASE = 2500;

/**
 * A card as Anki keeps it.
 * @param firstDay the study day on which the collection begins
 * @param model that schedules here
 */
export function ankiCard(
  card: CardEntry & Pick<StudyCard, "isOff">,
  reviews: readonly HistoryEntry[],
  firstDay: StudyDay,
  model: Model,
): AnkiCard {
  const { state } = card;
  // Anki's word for it is the same.
  const isSuspended = card.retired || state.suspended === true;
  const last = reviews.at(-1);
  const shared = { reps: state.reviews, lapses: state.lapses };
  if (state.memory === null || last === undefined) {
    // Anki has no chapters that ask nothing. What was begun goes on there, as its history does.
    const queue = isSuspended || card.isOff ? -1 : 0;
    return { type: 0, queue, due: placeOf(card), ivl: 0, factor: 0, left: 0, data: "{}", ...shared };
  }
  const type = typeOf(state);
  const { dueAtMs, dueDay } = state;
  const inSteps = dueAtMs !== null;
  return {
    type,
    queue: isSuspended ? -1 : inSteps ? 1 : 2,
    due: inSteps ? Math.round(dueAtMs / 1000) : (dueDay ?? firstDay) - firstDay,
    ivl: type === 2 ? daysBetween(state) : type === 3 ? 1 : 0,
    factor: type === 1 ? 0 : STARTING_EASE,
    left: inSteps ? Math.max(1, stepsOf(state.phase, model) - state.step) : 0,
    data: dataJson(placeOf(card), state.memory, model, last.event.atMs),
    ...shared,
  };
}

/**
 * By what was promised, as in the queues here, and not by the phase: Anki may let a card out of its steps sooner or later
 * than Osteon would, and a card that waits for a day has no steps left there.
 */
function typeOf({ dueAtMs, lapses }: CardState): AnkiCard["type"] {
  if (dueAtMs === null) return 2;
  return lapses > 0 ? 3 : 1;
}

const daysBetween = ({ dueDay, lastDay }: CardState): number => Math.max(1, (dueDay ?? 0) - (lastDay ?? 0));

/** How many steps a phase has. */
function stepsOf(phase: Phase, { learningSteps, relearningSteps }: Model): number {
  return phase === "learning" ? learningSteps.length : phase === "relearning" ? relearningSteps.length : 0;
}

/** Its place in the queue of new cards: in deck order, whatever the order of ids. */
const placeOf = ({ order }: CardEntry): number => order + 1;

/** @param place to which it goes where Anki makes it new again, by "Forget" or an import without progress */
function dataJson(place: number, { stability, difficulty }: Memory, model: Model, lastReviewMs: number): string {
  return JSON.stringify({
    pos: place,
    s: rounded(stability, 4),
    d: rounded(difficulty, 3),
    dr: rounded(model.desiredRetention, 2),
    decay: rounded(model.weights.at(-1) ?? 0, 3),
    lrt: Math.floor(lastReviewMs / 1000),
  });
}

/** Anki keeps no more decimals than these. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
