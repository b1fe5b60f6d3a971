/** The sums of all days in columns, decks taken together, and the sums of any stretch of them. */
import type { StudyDay } from "../time/study-day.ts";
import type { AnswerKind } from "./answer-kind.ts";
import type { CardStand } from "./card-stand.ts";
import { HOURS } from "./day-entry.ts";
import { AT, type DayRow, WIDTH } from "./day-sums.ts";

/** Only days on which something happened have a row. */
export interface DayTable {
  /** Ascending. */
  readonly days: Int32Array;
  /** A row of `WIDTH` numbers for each day. */
  readonly sums: Float64Array;
}

/** @param rows in any order */
export function dayTable(rows: readonly DayRow[]): DayTable {
  const days = Int32Array.from(new Set(rows.map(({ day }) => day))).sort();
  const sums = new Float64Array(days.length * WIDTH);
  for (const { day, sums: row } of rows) {
    const first = firstFrom(days, day) * WIDTH;
    for (let at = 0; at < WIDTH; at++) sums[first + at] = (sums[first + at] ?? 0) + (row[at] ?? 0);
  }
  return { days, sums };
}

export interface Passed {
  /** Answered Hard or better. */
  readonly passed: number;
  readonly asked: number;
}

/** What was done on some days taken together. */
export interface Sums {
  /** Days on which anything was answered. */
  readonly days: number;
  readonly answers: number;
  readonly introduced: number;
  /** How often each button was pressed: Again, Hard, Good, Easy. */
  readonly buttons: Readonly<Record<AnswerKind, readonly number[]>>;
  readonly durationMs: Readonly<Record<AnswerKind, number>>;
  readonly retention: { readonly young: Passed; readonly mature: Passed };
  /** By the hour of the day. */
  readonly hours: readonly Passed[];
  /** By how many cards each stand has grown; less than 0 where it has shrunk. */
  readonly moved: Readonly<Record<CardStand, number>>;
}

/**
 * The sums of the days from one to another, both included. Linear in their rows.
 */
export function sumsBetween({ days, sums }: DayTable, from: StudyDay, to: StudyDay): Sums {
  const total = new Float64Array(WIDTH);
  let withAnswers = 0;
  for (let i = firstFrom(days, from); i < days.length && (days[i] ?? 0) <= to; i++) {
    let answered = false;
    for (let at = 0; at < WIDTH; at++) {
      const value = sums[i * WIDTH + at] ?? 0;
      total[at] = (total[at] ?? 0) + value;
      answered ||= at < AT.durations && value > 0;
    }
    if (answered) withAnswers += 1;
  }
  return readable(total, withAnswers);
}

/** The place of the first day that is not before `from`. */
function firstFrom(days: Int32Array, from: StudyDay): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readable(row: Float64Array, days: number): Sums {
  const at = (place: number): number => row[place] ?? 0;
  const byKind = <T>(of: (place: number) => T): Record<AnswerKind, T> => ({
    learning: of(0),
    relearning: of(1),
    young: of(2),
    mature: of(3),
  });
  const passed = (place: number): Passed => ({ passed: at(place), asked: at(place + 1) });
  return {
    days,
    answers: row.subarray(AT.answers, AT.durations).reduce((sum, count) => sum + count, 0),
    introduced: at(AT.introduced),
    buttons: byKind((kind) => Array.from(row.subarray(AT.answers + 4 * kind, AT.answers + 4 * kind + 4))),
    durationMs: byKind((kind) => at(AT.durations + kind)),
    retention: { young: passed(AT.retention), mature: passed(AT.retention + 2) },
    hours: Array.from({ length: HOURS }, (_, hour) => ({
      asked: at(AT.hours + 2 * hour),
      passed: at(AT.hours + 2 * hour + 1),
    })),
    // In the order of `CARD_STANDS`.
    moved: {
      new: at(AT.stands),
      learning: at(AT.stands + 1),
      young: at(AT.stands + 2),
      mature: at(AT.stands + 3),
    },
  };
}
