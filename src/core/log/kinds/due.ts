import type { StudyDay } from "../../time/study-day.ts";
import type { CardEnvelope } from "../envelope.ts";
import { studyDay } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { optional } from "../fields.ts";
import { type Surface, surfaceField } from "./review.ts";

/**
 * The card is due on this study day, whatever its last review promised: the user asked for it, one card at a time or for all
 * that another model would show on another day. Its memory state stays as it is.
 */
export interface DueEvent extends CardEnvelope {
  readonly kind: "due";
  readonly dueDay: StudyDay;
  /** The study page on which the user gave this one card the day. Absent where many were given one, as from the list of all. */
  readonly surface?: Surface;
}

export const due = defineKind<DueEvent>({
  name: "due",
  concerns: "card",
  // Made for many cards at once, and taken back for all of them, see `worker/reschedule.ts`; or with the answer before it. On a
  // study page it is an action as any other.
  undoable: false,
  undoneWith: "review",
  isUndoable: ({ surface }) => surface !== undefined,
  words: "event_due",
  fields: { dueDay: studyDay, surface: optional(surfaceField) },
  apply: (before, event) => ({
    ...before,
    // A new card has no day, and one in its steps comes back within them.
    dueDay: before.memory === null || before.dueAtMs !== null ? before.dueDay : event.dueDay,
    lastEventAtMs: Math.max(before.lastEventAtMs, event.atMs),
  }),
});
