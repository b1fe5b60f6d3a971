import type { CardId, EventId } from "../ids.ts";
import type { Phase } from "../memory/card-state.ts";
import type { StudyDay } from "../plan/study-day.ts";

/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4;
export const RATINGS: readonly Rating[] = [1, 2, 3, 4];

/** Where an event was made. `import` marks reviews that were done in another program. */
export type Surface = "popup" | "newtab" | "import";

interface EventBase {
  readonly id: EventId;
  readonly card: CardId;
  /** Unix time in ms; strictly greater than that of the card's event before it. */
  readonly atMs: number;
  /** Minutes that local time was ahead of UTC (east is positive). */
  readonly offsetMinutes: number;
  readonly studyDay: StudyDay;
}

/** One grade. */
export interface ReviewEvent extends EventBase {
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
   * What the user was promised: the next showing, as study day and, for learning steps, as instant. It is kept in
   * the log so that a later change of settings or parameters can never move it silently.
   */
  readonly next: { readonly dueDay: StudyDay; readonly dueAtMs: number | null };
}

/** Takes one review back. The review stays in the log and counts for nothing. */
export interface UndoEvent extends EventBase {
  readonly kind: "undo";
  readonly undoes: EventId;
}

/** Something that is shown once was shown: a glossary term (`term:<id>`) or a correction (`fact:<id>@<revision>`). */
export interface SeenEvent extends EventBase {
  readonly kind: "seen";
  readonly subject: string;
}

/**
 * Says that the clock ran ahead when a card was reviewed: its reviews before this event and later than `afterDay` count
 * as made `shiftDays` earlier. The reviews themselves stay in the log as they are. See redated.ts.
 */
export interface ClockCorrectionEvent extends EventBase {
  readonly kind: "redate";
  readonly afterDay: StudyDay;
  readonly shiftDays: number;
  /** The newest review that counts, and what it promises now that its day is known. */
  readonly newest: EventId;
  readonly next: ReviewEvent["next"];
}

export type OsteonEvent = ReviewEvent | UndoEvent | SeenEvent | ClockCorrectionEvent;

/** Answers that took longer say nothing about memory (the tab was left open); they are cut to a minute. */
export const MAX_DURATION_MS = 60_000;

/** The order in which a log is read, whatever order its events arrived in: by time, then by id. */
export function compareEvents(a: OsteonEvent, b: OsteonEvent): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
