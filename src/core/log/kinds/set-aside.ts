/** Cards that are set aside: until a day, or until they are called back. */
import type { StudyDay } from "../../plan/study-day.ts";
import type { CardEnvelope } from "../envelope.ts";
import { studyDay } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";

/** The card is not asked for until it is called back, which the same kind of event does with `false`. */
export interface SuspendEvent extends CardEnvelope {
  readonly kind: "suspend";
  readonly value: boolean;
}

/** The card is not asked for before a day; its schedule stays as it is. */
export interface BuryEvent extends CardEnvelope {
  readonly kind: "bury";
  readonly untilDay: StudyDay;
}

export const suspend = defineKind<SuspendEvent>({
  name: "suspend",
  concerns: "card",
  undoable: true,
  words: "event_suspend",
  fields: { value: oneOf(true, false) },
  apply: ({ suspended: _, ...before }, { value, atMs }) => ({
    ...before,
    ...(value && { suspended: true }),
    lastEventAtMs: Math.max(before.lastEventAtMs, atMs),
  }),
});

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
