/**
 * What was done on each study day, as sums in columns: a log of a million events becomes some thousand rows, which a
 * worker hands over at once and from which every chart of the past is worked out.
 */

import type { Rating } from "../memory/rating.ts";
import type { StudyDay } from "../plan/study-day.ts";
import { ANSWER_KINDS, type AnswerKind } from "./answer-kind.ts";
import { CARD_STANDS, type CardStand } from "./card-stand.ts";

export const HOURS = 24;

/** Where each group of numbers begins within a row. */
const AT = { answers: 0, durations: 16, retention: 20, introduced: 24, hours: 25, stands: 73 } as const;
const WIDTH = AT.stands + CARD_STANDS.length;

/** Only days on which something happened have a row. */
export interface DayTable {
  /** Ascending. */
  readonly days: Int32Array;
  /** A row of `WIDTH` numbers for each day. */
  readonly sums: Float64Array;
}

/** One answer that counts. */
export interface Answer {
  readonly day: StudyDay;
  readonly kind: AnswerKind;
  readonly rating: Rating;
  readonly durationMs: number;
  /** On the clock of the user's zone at that time, 0 to 23. */
  readonly hour: number;
  /** The card had never been answered. */
  readonly introduces: boolean;
  /** For which group it counts towards true retention; null where it does not. */
  readonly retention: "young" | "mature" | null;
}

/** Collects a log, card by card, in any order of days. */
export class DayTableMaker {
  readonly #rows = new Map<StudyDay, Float64Array>();

  answer({ day, kind, rating, durationMs, hour, introduces, retention }: Answer): void {
    const row = this.#row(day);
    const place = ANSWER_KINDS.indexOf(kind);
    const passed = rating > 1 ? 1 : 0;
    add(row, AT.answers + 4 * place + rating - 1, 1);
    add(row, AT.durations + place, durationMs);
    if (introduces) add(row, AT.introduced, 1);
    add(row, AT.hours + 2 * hour, 1);
    add(row, AT.hours + 2 * hour + 1, passed);
    if (retention === null) return;
    const group = AT.retention + (retention === "young" ? 0 : 2);
    add(row, group, passed);
    add(row, group + 1, 1);
  }

  /** A card of the deck came to stand elsewhere on this day. */
  moved(day: StudyDay, from: CardStand, to: CardStand): void {
    if (from === to) return;
    const row = this.#row(day);
    add(row, AT.stands + CARD_STANDS.indexOf(from), -1);
    add(row, AT.stands + CARD_STANDS.indexOf(to), 1);
  }

  made(): DayTable {
    const days = Int32Array.from(this.#rows.keys()).sort();
    const sums = new Float64Array(days.length * WIDTH);
    for (const [i, day] of days.entries()) sums.set(this.#row(day), i * WIDTH);
    return { days, sums };
  }

  #row(day: StudyDay): Float64Array {
    const row = this.#rows.get(day) ?? new Float64Array(WIDTH);
    this.#rows.set(day, row);
    return row;
  }
}

function add(row: Float64Array, at: number, more: number): void {
  row[at] = (row[at] ?? 0) + more;
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
    moved: {
      new: at(AT.stands),
      learning: at(AT.stands + 1),
      young: at(AT.stands + 2),
      mature: at(AT.stands + 3),
    },
  };
}
