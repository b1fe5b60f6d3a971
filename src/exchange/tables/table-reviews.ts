import { compareEvents } from "../../core/log/envelope.ts";
import { isoDay } from "../../core/plan/study-day.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { histories, type StudyData } from "../study-data.ts";
import type { Cell } from "./delimited.ts";
import { isoWithOffset } from "./iso-time.ts";

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

/** Columns that tell the time of day: the instant, and the event's id, which begins with it. */
const TELLING: ReadonlySet<string> = new Set(["time", "event"]);

/**
 * The rows of the reviews with study days alone: the times of day and offsets of all reviews are a history of when somebody woke, worked
 * and travelled. By day and card, so that not even the order within a day is told.
 */
export function* reviewRowsByDay(data: StudyData): Generator<readonly Cell[]> {
  const kept = (row: readonly Cell[]): Cell[] => row.filter((_, i) => !TELLING.has(REVIEW_COLUMNS[i] ?? ""));
  const [head = [], ...rows] = reviewRows(data);
  yield kept(head);
  const due = REVIEW_COLUMNS.indexOf("next_due");
  const [day, card] = [REVIEW_COLUMNS.indexOf("study_day"), REVIEW_COLUMNS.indexOf("card")];
  const key = (row: readonly Cell[]): string => `${row[day]} ${row[card]}`;
  rows.sort((a, b) => byCodeUnits(key(a), key(b)));
  // A due time within learning steps is cut to its day.
  for (const row of rows) yield kept(row.map((cell, i) => (i === due ? String(cell).slice(0, 10) : cell)));
}

export const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toFixed(4));
