/** The days that are named by what somebody types in the list of cards. */
import { DAY_MS, dateOf, type StudyDay } from "../time/study-day.ts";
import type { Days, Meaning } from "./search-meaning.ts";
import { behind, type Phrase, type Reading } from "./search-phrases.ts";

/** Days that are asked for. */
export const days = (from: StudyDay | null, to: StudyDay | null): Days => ({ kind: "days", from, to, not: false });

export interface FoundDays {
  readonly ask: Days;
  /** Where what follows begins. */
  readonly next: number;
}

/** Days with both their ends. */
interface Named {
  /** Null where it is asked with what waits since before. */
  readonly from: StudyDay | null;
  /** The first day of them, whatever waits since before. */
  readonly first: StudyDay;
  readonly last: StudyDay;
  readonly next: number;
}

/** The days that are named from a word on; null where none are, or not all that belongs to them is understood. */
export function daysAt(reading: Reading, at: number, today: StudyDay): FoundDays | null {
  const { phraseAt } = reading;
  const from = phraseAt(at)?.meaning.kind === "on" ? behind(reading, at) : at;
  const lead = phraseAt(from);
  const led = lead && namedAt(reading, behind(reading, lead.next), today);
  switch (lead?.meaning.kind) {
    case "until":
      return led && { ask: days(null, lead.meaning.isIncluded ? led.last : led.first - 1), next: led.next };
    case "between": {
      const last = led && namedAt(reading, behind(reading, led.next), today, led);
      return last && range(led.from, last);
    }
    case "since":
      return led && spanFrom(reading, led, today, lead.meaning.isIncluded ? "from" : "after");
    case "of":
      return led && spanFrom(reading, led, today, "on");
    default: {
      const named = namedAt(reading, from, today);
      return named && spanFrom(reading, named, today, null);
    }
  }
}

/** To the day that stands behind, from then on, or those days alone. */
function spanFrom(
  reading: Reading,
  first: Named,
  today: StudyDay,
  lead: "from" | "after" | "on" | null,
): FoundDays | null {
  const { phraseAt, end } = reading;
  const from = lead === "after" ? first.last + 1 : first.from;
  const link = phraseAt(first.next);
  switch (link?.meaning.kind) {
    case "to":
    case "until": {
      if (link.meaning.kind === "until" && !link.meaning.isIncluded) break;
      const last = namedAt(reading, behind(reading, link.next), today, first);
      return last && range(from, last);
    }
    case "onward":
      return { ask: days(from, null), next: link.next };
    case "on":
      // "From Monday on", "von Montag an fällig": no other day is led to.
      if (lead !== null && (link.next === end || phraseAt(link.next)?.meaning.kind === "due"))
        return { ask: days(from, null), next: link.next };
  }
  const isOpen = lead === "from" || lead === "after";
  return { ask: days(from, isOpen ? null : first.last), next: first.next };
}

const range = (from: StudyDay | null, { last, next }: Named): FoundDays | null =>
  from !== null && last < from ? null : { ask: days(from, last), next };

/** @param after the days from which on they are meant */
function namedAt(reading: Reading, at: number, today: StudyDay, after: Named | null = null): Named | null {
  const { phraseAt } = reading;
  const phrase = phraseAt(at);
  // "El viernes pasado" is not the next one.
  if (!phrase || phraseAt(phrase.next)?.meaning.kind === "lead") return null;
  const link = phraseAt(phrase.next);
  const more = phraseAt(behind(reading, link?.meaning.kind === "of" ? link.next : phrase.next));
  const both = more && daysOfBoth(phrase, more, today, after);
  if (both) return { ...both, next: more.next };
  const named = daysOf(phrase, today, after);
  return named && { ...named, next: phrase.next };
}

/** "Monday, November 30", "Friday next week" and "next week Friday" are one day. */
function daysOfBoth(phrase: Phrase, more: Phrase, today: StudyDay, after: Named | null): Omit<Named, "next"> | null {
  const [weekday, other] = phrase.meaning.kind === "weekday" ? [phrase, more] : [more, phrase];
  if (weekday.meaning.kind !== "weekday") return null;
  if (other.meaning.kind === "date") return other === more ? daysOf(other, today, after) : null;
  if (other.meaning.kind !== "week") return null;
  const week = daysOf(other, today, after);
  return week && one(week.first + ((weekday.meaning.weekday + 6) % 7));
}

const one = (day: StudyDay) => ({ from: day, first: day, last: day });

function daysOf({ meaning, number, year }: Phrase, today: StudyDay, after: Named | null): Omit<Named, "next"> | null {
  switch (meaning.kind) {
    case "day": {
      const from = meaning.from === null ? null : today + meaning.from;
      return { from, first: from ?? today, last: today + meaning.to };
    }
    case "in": {
      const day = today + number * meaning.days;
      return meaning.isWithin || number === 0 ? { from: null, first: today, last: day } : one(day);
    }
    case "week": {
      // Weeks begin on Monday; day 0 was a Thursday.
      const monday = today - ((today + 3) % 7) + 7 * meaning.weeks;
      // What waits since before is asked in this week as well.
      return { from: meaning.weeks === 0 ? null : monday, first: monday, last: monday + 6 };
    }
    case "weekday": {
      const since = (after?.last ?? today) + 1;
      // Day 0 was a Thursday, 4.
      return one(since + ((meaning.weekday - ((since + 4) % 7) + 7) % 7));
    }
    case "date": {
      const day = dateNamed(meaning.month, number, year, after?.first ?? today - LONG_PAST);
      return day === null ? null : one(day);
    }
    default:
      return null;
  }
}

/** A date without a year is the next one, but that of the days before is meant of what waits since then. */
const LONG_PAST = 30;
/** So many years are from one 29 February to the next, around a year such as 1900. */
const LEAP_YEARS = 8;

/** Null where there is no such day, as 31 November. */
function dateNamed(month: number, date: number, year: number | null, since: StudyDay): StudyDay | null {
  const thisYear = dateOf(since).getUTCFullYear();
  for (let own = year ?? thisYear; own <= (year ?? thisYear + LEAP_YEARS); own++) {
    const made = new Date(Date.UTC(own, month, date));
    const day = made.getTime() / DAY_MS;
    if (made.getUTCMonth() === month && made.getUTCDate() === date && (year !== null || day >= since)) return day;
  }
  return null;
}

const NAMES: ReadonlySet<Meaning["kind"]> = new Set(["day", "in", "week", "weekday", "date"]);
const LEADS: ReadonlySet<Meaning["kind"]> = new Set(["until", "since", "between", "lead"]);

export const namesDays = ({ kind }: Meaning): boolean => NAMES.has(kind);

/** It leads to days, or names them: where none are found there, somebody meant a day all the same. */
const isOfDays = (meaning: Meaning | undefined): boolean =>
  meaning !== undefined && (LEADS.has(meaning.kind) || namesDays(meaning));

/** Whether a word leads to a day or names one, where {@link daysAt} found none. "De la leptina" is of no day. */
export function leadsToDay(reading: Reading, at: number): boolean {
  const phrase = reading.phraseAt(at);
  if (phrase?.meaning.kind !== "of") return isOfDays(phrase?.meaning);
  return hasFarEnd(reading, at) || isOfDays(reading.phraseAt(behind(reading, phrase.next))?.meaning);
}

/** "Von Weihnachten bis Freitag": the first of two ends is a word that nobody here knows. */
export function hasFarEnd({ phraseAt }: Reading, at: number): boolean {
  const next = phraseAt(at)?.next ?? at;
  const link = phraseAt(next + 1)?.meaning;
  return phraseAt(next) === null && (link?.kind === "to" || (link?.kind === "until" && link.isIncluded));
}

/** Whether figures stand there that may be a day: "due 30/11", "pendientes del 40 de noviembre". */
export function isDayInFigures(reading: Reading, at: number): boolean {
  const phrase = reading.phraseAt(at);
  return reading.isFigures(phrase?.meaning.kind === "of" ? behind(reading, phrase.next) : at);
}
