import type { StudyDay } from "../../time/study-day.ts";
import type { CardEnvelope } from "../envelope.ts";
import { studyDay } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";

/** The card is not asked for before a day; its schedule stays as it is. */
export interface BuryEvent extends CardEnvelope {
  readonly kind: "bury";
  readonly untilDay: StudyDay;
}

export const bury = defineKind<BuryEvent>({
  name: "bury",
  concerns: "card",
  undoable: true,
  words: "event_bury",
  fields: { untilDay: studyDay },
  apply: (before, { untilDay, atMs }) => ({
    ...before,
    buriedUntil: untilDay,
    lastEventAtMs: Math.max(before.lastEventAtMs, atMs),
  }),
});
