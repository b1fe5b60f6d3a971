import { compareEvents } from "../../core/log/envelope.ts";
import type { HistoryEntry } from "../../core/log/review-history.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { isoDay } from "../../core/time/study-day.ts";
import { histories, type StudyCard, type StudyData } from "../study-data.ts";
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

/** A review that counts, with its card. */
interface Reviewed {
  readonly card: StudyCard;
  readonly review: HistoryEntry;
}

const reviewed = (data: StudyData): Reviewed[] =>
  histories(data).flatMap(({ card, reviews }) => reviews.map((review) => ({ card, review })));

/** By the times that are printed: where a clock was put right, ids name others. */
const byTime = (a: Reviewed, b: Reviewed): number => compareEvents(a.review.event, b.review.event);

/** One row per review that counts, by time; the column names come first. */
export function* reviewRows(data: StudyData): Generator<readonly Cell[]> {
  yield REVIEW_COLUMNS;
  for (const one of reviewed(data).sort(byTime)) yield rowOf(one);
}

function rowOf({ card, review: { event, before, after } }: Reviewed): readonly Cell[] {
  const { dueAtMs, dueDay } = event.next;
  return [
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

/** Columns that tell the time of day: the instant, and the event's id, which begins with it. */
const TELLING: ReadonlySet<string> = new Set(["time", "event"]);
const DUE = REVIEW_COLUMNS.indexOf("next_due");

/**
 * The rows of the reviews with study days alone: the times of day and offsets of all reviews are a history of when somebody woke, worked
 * and travelled. By day and card, so that not even the order within a day is told.
 */
export function* reviewRowsByDay(data: StudyData): Generator<readonly Cell[]> {
  const kept = (row: readonly Cell[]): Cell[] => row.filter((_, i) => !TELLING.has(REVIEW_COLUMNS[i] ?? ""));
  yield kept(REVIEW_COLUMNS);
  // A due time within learning steps is cut to its day.
  for (const one of reviewed(data).sort(byDay))
    yield kept(rowOf(one).map((cell, i) => (i === DUE ? String(cell).slice(0, 10) : cell)));
}

function byDay(a: Reviewed, b: Reviewed): number {
  const days = a.review.event.studyDay - b.review.event.studyDay;
  return days || byCodeUnits(a.card.id, b.card.id) || byTime(a, b);
}

export const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toFixed(4));
