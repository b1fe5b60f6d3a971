/** What the charts of the past show, worked out from the sums of the days. */
import type { StudyDay } from "../time/study-day.ts";
import { ANSWER_KINDS } from "./answer-kind.ts";
import { CARD_STANDS, type CardStand } from "./card-stand.ts";
import { type DayTable, type Passed, type Sums, sumsBetween } from "./day-table.ts";
import { pieces as cut, type Span, type Unit } from "./range.ts";

/** A stretch of days with what was done on them. */
export interface Piece extends Span {
  readonly sums: Sums;
}

/** What was done in each unit of a span, also where that is nothing. */
export const sumsByUnit = (table: DayTable, span: Span, unit: Unit): Piece[] =>
  cut(span, unit).map((piece) => ({ ...piece, sums: sumsBetween(table, piece.from, piece.to) }));

export const durationOf = ({ durationMs }: Pick<Sums, "durationMs">): number =>
  ANSWER_KINDS.reduce((sum, kind) => sum + durationMs[kind], 0);

/** Young and mature together. */
export const retentionOf = ({ retention: { young, mature } }: Pick<Sums, "retention">): Passed => ({
  passed: young.passed + mature.passed,
  asked: young.asked + mature.asked,
});

/**
 * Answers to cards in review, as they count for the portion of a day: see `doneCounts`. Less than true retention is asked of,
 * which counts whatever had waited for a day.
 */
export const reviewsOf = ({ buttons: { young, mature } }: Pick<Sums, "buttons">): number =>
  [...young, ...mature].reduce((sum, answers) => sum + answers, 0);

/** A share from 0 to 1; null where nothing was asked. */
export const shareOf = ({ passed, asked }: Passed): number | null => (asked === 0 ? null : passed / asked);

/** A day of the calendar: how many answers, and for how long. */
export interface CalendarDay {
  readonly day: StudyDay;
  readonly answers: number;
  readonly durationMs: number;
}

const CALENDAR_DAYS = 365;

/** Every day of the year up to today, the oldest first. */
export const calendar = (table: DayTable, today: StudyDay): CalendarDay[] =>
  sumsByUnit(table, { from: today - CALENDAR_DAYS + 1, to: today }, "day").map(({ from, sums }) => ({
    day: from,
    answers: sums.answers,
    durationMs: durationOf(sums),
  }));

/** How many cards stood where at the end of a day. */
export interface Stood extends Readonly<Record<CardStand, number>> {
  readonly day: StudyDay;
}

/**
 * Where the cards of today's decks stood at the end of each piece of a span. Cards that were not there yet count as new: a deck tells
 * nothing of when it came.
 * @param cards how many cards the decks have now
 */
export function standsOverTime(table: DayTable, span: Span, pieces: readonly Piece[], cards: number): Stood[] {
  const first = Math.min(span.from, table.days[0] ?? span.from);
  const now = { new: cards, learning: 0, young: 0, mature: 0 };
  const move = ({ moved }: Sums): void => {
    for (const stand of CARD_STANDS) now[stand] += moved[stand];
  };
  if (first < span.from) move(sumsBetween(table, first, span.from - 1));
  return pieces.map(({ to, sums }) => {
    move(sums);
    return { day: to, ...now };
  });
}
