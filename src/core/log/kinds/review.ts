import type { CardId } from "../../ids.ts";
import { type CardState, NEW_CARD_STATE, type Phase } from "../../memory/card-state.ts";
import type { NextDue } from "../../memory/outcome.ts";
import type { Rating } from "../../memory/rating.ts";
import type { StudyDay } from "../../time/study-day.ts";
import type { CardEnvelope } from "../envelope.ts";
import { atMs, studyDay, thingId } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { nullable, objectOf, oneOf, optional, programName, whole } from "../fields.ts";

// They belong to memory; whoever reads reviews finds them here as well.
export type { NextDue } from "../../memory/outcome.ts";
export { RATINGS, type Rating } from "../../memory/rating.ts";

/** Where an event was made, as far as this version knows. `import` marks reviews that were done in another program. */
export type KnownSurface = "popup" | "newtab" | "import";
/**
 * Or a name that a newer version gave to a place of its own. It means nothing to the fold, so such an event counts as any
 * other. What a new rating, phase or promise would do to a card nobody here can know, so an event that has one is carried
 * and counts for nothing; see `decode.ts`.
 */
export type Surface = KnownSurface | (string & Record<never, never>);

export const surfaceField = programName;

/** Answers that took longer say nothing about memory (the tab was left open); they are cut to a minute. */
export const MAX_DURATION_MS = 60_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One grade. */
export interface ReviewEvent extends CardEnvelope {
  readonly kind: "review";
  readonly rating: Rating;
  /** The phase the card was in when it was shown. */
  readonly phase: Phase;
  /** The revision of the fact that was shown; see `Correction`. */
  readonly factRevision: number;
  /** From the question being shown to the grade, in ms; capped, see `MAX_DURATION_MS`. */
  readonly durationMs: number;
  readonly surface: Surface;
  /**
   * What the button promised. It is kept in the log so that a later change of settings or parameters can never move it
   * silently.
   */
  readonly next: NextDue;
  /**
   * What was chosen or typed was another thing: the contrast of the two, which is asked next, whatever it waits for. Absent
   * where nothing was mixed up.
   */
  readonly calls?: CardId;
}

export const nextDueField = objectOf({ dueDay: studyDay, dueAtMs: nullable(atMs) });

export const review = defineKind<ReviewEvent>({
  name: "review",
  concerns: "card",
  undoable: true,
  words: "event_review",
  // The fold of its card says all that it changes.
  touches: () => false,
  fields: {
    rating: oneOf(1, 2, 3, 4),
    phase: oneOf("new", "learning", "review", "relearning"),
    factRevision: whole(0, 1_000_000),
    durationMs: whole(0, MAX_DURATION_MS),
    surface: surfaceField,
    next: nextDueField,
    calls: optional(thingId),
  },
  apply(before, event, scheduler) {
    const { phase, memory, step } = scheduler.transition(before, event.rating, event.studyDay);
    const remembered = event.rating > 1;
    const lastDay = Math.max(event.studyDay, before.lastDay ?? event.studyDay);
    // Written out, and what is mostly absent added afterwards: of a long log this is most of the work beside the formulas.
    const after: Writable<CardState> = {
      phase,
      memory,
      step,
      // What was promised then stands, whatever the settings are now.
      dueDay: event.next.dueDay,
      dueAtMs: event.next.dueAtMs,
      lastDay,
      onLastDay: countOnDay(before, event, lastDay),
      lastEventAtMs: Math.max(before.lastEventAtMs, event.atMs),
      reviews: before.reviews + 1,
      successes: before.successes + (remembered ? 1 : 0),
      factRevision: event.factRevision,
      lapses: before.lapses + (before.phase === "review" && !remembered ? 1 : 0),
    };
    if (before.suspended) after.suspended = true;
    if (event.calls !== undefined) after.calls = { card: event.calls, atMs: event.atMs };
    return after;
  },
});

function countOnDay(state: CardState, event: ReviewEvent, day: StudyDay): CardState["onLastDay"] {
  const before = state.lastDay === day ? state.onLastDay : NEW_CARD_STATE.onLastDay;
  return {
    answers: before.answers + 1,
    introductions: before.introductions + (event.phase === "new" ? 1 : 0),
    reviews: before.reviews + (event.phase === "review" ? 1 : 0),
  };
}
