import { compareEvents } from "../core/log/envelope.ts";
import type { Cell } from "./delimited.ts";
import { isoDay, isoWithOffset } from "./iso-time.ts";
import { histories, type StudyData } from "./study-data.ts";

const REVIEW_COLUMNS = [
  "time",
  "study_day",
  "card",
  "fact",
  "chapter",
  "subject",
  "rating",
  "state_before",
  "state_after",
  "duration_seconds",
  "stability_days_after",
  "difficulty_after",
  "next_due",
  "surface",
  "event",
] as const;

/** One row per review that counts, by time; the column names come first. */
export function* reviewRows(data: StudyData): Generator<readonly Cell[]> {
  yield REVIEW_COLUMNS;
  const all = histories(data).flatMap(({ card, reviews }) => reviews.map((review) => ({ card, review })));
  // By the times that are printed: where a clock was put right, ids name others.
  all.sort((a, b) => compareEvents(a.review.event, b.review.event));
  for (const { card, review } of all) {
    const { event, before, after } = review;
    const { dueAtMs, dueDay } = event.next;
    yield [
      isoWithOffset(event.atMs, event.offsetMinutes),
      isoDay(event.studyDay),
      card.id,
      card.fact,
      card.chapter,
      card.content?.subject ?? null,
      event.rating,
      before.phase,
      after.phase,
      event.durationMs / 1000,
      rounded(after.memory?.stability),
      rounded(after.memory?.difficulty),
      dueAtMs === null ? isoDay(dueDay) : isoWithOffset(dueAtMs, event.offsetMinutes),
      event.surface,
      event.id,
    ];
  }
}

export const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toFixed(4));
