import type { EventId } from "../../ids.ts";
import { DAY_MS, MINUTE_MS } from "../../time/study-day.ts";
import type { CardEnvelope } from "../envelope.ts";
import { eventId, LATEST_DAY } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { listOf, whole } from "../fields.ts";
import { type NextDue, nextDueField } from "./review.ts";

/** A card has seldom more than some hundred reviews; a correction of more than this was made by nobody. */
export const MOST_MOVED = 10_000;

/**
 * Says that the clock ran ahead when a card was reviewed: the reviews that it names count as made `shiftDays` earlier.
 * They stay in the log as they are. It names them one by one, so that it can never reach one that is made later. See
 * corrected-days.ts.
 */
export interface ClockCorrectionEvent extends CardEnvelope {
  readonly kind: "clock-correction";
  readonly moved: readonly EventId[];
  readonly shiftDays: number;
  /** The newest review that counts, and what it promises now that its day is known. */
  readonly newest: EventId;
  readonly next: NextDue;
}

export const clockCorrection = defineKind<ClockCorrectionEvent>({
  name: "clock-correction",
  concerns: "card",
  undoable: false,
  words: "event_clockCorrection",
  touches: ({ moved }, here) => moved.some(here.has),
  fields: {
    moved: listOf(eventId, MOST_MOVED),
    shiftDays: whole(1, LATEST_DAY),
    newest: eventId,
    next: nextDueField,
  },
  fits({ atMs, offsetMinutes, studyDay }) {
    // A study day starts some hours after midnight, so it is the calendar day or the one before.
    const calendarDay = Math.floor((atMs + offsetMinutes * MINUTE_MS) / DAY_MS);
    return studyDay === calendarDay || studyDay === calendarDay - 1 ? null : "studyDay: is not the day of its time";
  },
  actsOnEarlier: true,
});
