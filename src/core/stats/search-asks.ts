/** What is asked for among the words that somebody types in the list of cards: states, and days on which cards are asked. */
import type { StudyDay } from "../time/study-day.ts";
import { days, daysAt, type FoundDays, hasFarEnd, isDayInFigures, leadsToDay, namesDays } from "./search-days.ts";
import { type Ask, type AskedState, isDay, type Single, type Vocabulary } from "./search-meaning.ts";
import { behind, type Phrase, type Reading, readingOf, type Word, wordsOf } from "./search-phrases.ts";

/** What was typed, as it is understood. */
export interface Search {
  /** Each once. */
  readonly asks: readonly Ask[];
  /** All else, to be found in the text of a card or in how it stands, as it was typed. */
  readonly words: readonly string[];
  /** What stands in quotes, to be found in the text alone. */
  readonly quoted: readonly string[];
  /** A day was meant that is not understood: nothing is asked for by it, nor by "due" beside it. */
  readonly isDayUnclear: boolean;
}

/**
 * The longest phrase that stands somewhere counts, and none in quotes, which are words. What is not understood is among the words:
 * nothing that was typed is left out but what says nothing.
 */
export function understood(typed: string, vocabulary: Vocabulary, today: StudyDay): Search {
  const words = wordsOf(typed);
  const quoted = words.flatMap((word) => (word.isQuoted ? [word.typed] : []));
  const reading = readingOf(words, vocabulary);
  /** Of each of them a card has to be one. */
  const groups: Single[][] = [];
  const said: string[] = [];
  let last = null as Single | null;
  /** Of "not", but not of a minus. */
  let isTurnedOn = false;
  let isOr = false;
  let isDayUnclear = false;
  let unclear: Unclear = CLEAR;
  for (let at = 0; at < words.length; ) {
    const found = askAt(reading, at, today);
    const phrase = reading.phraseAt(at);
    if (found && !isUnclear(found, phrase, at, unclear)) {
      // "Not new or suspended" is neither.
      const isTurned: boolean = isOr && isTurnedOn && !found.ask.not;
      const ask: Single = isTurned ? { ...found.ask, not: true } : found.ask;
      const group = isOr && !isTurned ? groups.at(-1) : undefined;
      if (group) group.push(ask);
      else groups.push([ask]);
      last = ask;
      isTurnedOn = ask.not && phrase?.isTurned !== true;
      isOr = false;
      at = found.next;
      continue;
    }
    const isJoined: boolean = phrase?.meaning.kind === "or" && isOne(last) && isOne(askBehind(reading, phrase, today));
    if (phrase && (isJoined || phrase.meaning.kind === "beside")) {
      isOr ||= isJoined;
      at = phrase.next;
      continue;
    }
    if (found || (phrase && isOfDay(phrase))) isDayUnclear = true;
    // A day behind it, or "due", is a word as well.
    const next: number = found?.next ?? phrase?.next ?? at + 1;
    unclear = unclearBehind(reading, at, next, unclear);
    said.push(...plain(words.slice(at, next)));
    last = null;
    isOr = false;
    at = next;
  }
  if (groups.length === 0) return { asks: [], words: plain(words), quoted, isDayUnclear };
  const asks = new Map(groups.flatMap(asksOf).map((ask) => [JSON.stringify(ask), ask]));
  const all = [...asks.values()];
  const some = all.filter((ask) => ask.kind !== "state" || ask.state !== "all");
  // "All due cards" are those that are due.
  return { asks: some.length > 0 ? some : all, words: said, quoted, isDayUnclear };
}

const plain = (words: readonly Word[]): string[] => words.flatMap(({ typed, isQuoted }) => (isQuoted ? [] : [typed]));

/** Days are any of those that are named, with "or" between them or without. */
const asksOf = (group: readonly Single[]): readonly Ask[] =>
  group.length === 1 || group.every(isDay) ? group : [{ kind: "either", of: group }];

/** Whether "or" can join it with another: all cards are joined with none. */
const isOne = (ask: Single | null): boolean => ask !== null && (ask.kind === "days" || !isEvery(ask.state));

const askBehind = (reading: Reading, { next }: Phrase, today: StudyDay): Single | null =>
  askAt(reading, behind(reading, next), today)?.ask ?? null;

/** Until which word there is something that may belong to a day which is not understood. */
interface Unclear {
  /** "Due" alone. */
  readonly due: number;
  /** A day. */
  readonly days: number;
}
const CLEAR: Unclear = { due: -1, days: -1 };

/** So many words may stand between what leads to days and "due": "zwischen Freitag und Weihnachten fällig". */
const FAR = 3;
/** So many between a word such as "on", which may lead to anything, and "due": "am 31. November fällig". */
const NEAR = 2;

function unclearBehind(reading: Reading, at: number, next: number, before: Unclear): Unclear {
  const kind = reading.phraseAt(at)?.meaning.kind;
  const until = (due: number, ofDays: number): Unclear => ({
    due: Math.max(before.due, due),
    days: Math.max(before.days, ofDays),
  });
  const isFar = kind === "due" || hasFarEnd(reading, at);
  const ofDays = isFar ? next + FAR : behind(reading, next);
  if (leadsToDay(reading, at)) return until(next + FAR, ofDays);
  if (kind === "due") return until(-1, ofDays);
  // The other end of what is unclear.
  if (kind === "to") return until(next + NEAR, at <= before.days ? ofDays : -1);
  return kind === "on" ? until(next + NEAR, -1) : before;
}

/** Whether it names days or asks for some, and would ask for them if all beside it were understood. */
const isOfDay = ({ meaning }: Phrase): boolean => meaning.kind === "due" || namesDays(meaning);

/** "Due tomorrow" is clear wherever it stands. */
function isUnclear({ ask, isAlone }: Found, phrase: Phrase | null, at: number, unclear: Unclear): boolean {
  if (isAlone) return at <= unclear.due;
  return ask.kind === "days" && phrase?.meaning.kind !== "due" && at <= unclear.days;
}

interface Found {
  readonly ask: Single;
  readonly next: number;
  /** It is "due" without a day. */
  readonly isAlone: boolean;
}

/** What is asked for from a word on, or not. */
function askAt(reading: Reading, at: number, today: StudyDay): Found | null {
  const first = reading.phraseAt(at);
  const isNot = first?.meaning.kind === "not";
  const found = plainAskAt(reading, isNot ? behind(reading, first.next) : at, today);
  if (!isNot && !first?.isTurned) return found;
  if (!found || found.ask.not || (found.ask.kind === "state" && isEvery(found.ask.state))) return null;
  return { ...found, ask: { ...found.ask, not: true } };
}

/** Nobody asks for what is not all. */
const isEvery = (one: AskedState): boolean => one === "all" || one === "every";

function plainAskAt(reading: Reading, at: number, today: StudyDay): Found | null {
  const day = daysAt(reading, at, today);
  if (day) return { ...withDue(reading, day), isAlone: false };
  const first = reading.phraseAt(at);
  switch (first?.meaning.kind) {
    case "due":
      return dueAt(reading, first, today);
    case "overdue":
      return { ask: days(null, today - 1), next: first.next, isAlone: false };
    case "state":
      return { ask: { kind: "state", state: first.meaning.state, not: false }, next: first.next, isAlone: false };
    default:
      return null;
  }
}

/** Today where it stands alone, and nothing beside a word that leads to a day which is not understood. */
function dueAt(reading: Reading, { next }: Phrase, today: StudyDay): Found | null {
  const at = behind(reading, next);
  const day = daysAt(reading, at, today);
  if (day) return { ...day, isAlone: false };
  const kind = reading.phraseAt(next)?.meaning.kind;
  if (kind === "on" || kind === "to" || leadsToDay(reading, at) || isDayInFigures(reading, at)) return null;
  return { ask: days(null, today), next, isAlone: true };
}

/** A day before "due", as German has it: "morgen fällig", and "morgen nicht fällig". */
function withDue(reading: Reading, { ask, next }: FoundDays): FoundDays {
  const not = reading.phraseAt(behind(reading, next));
  const isNot = not?.meaning.kind === "not";
  const due = reading.phraseAt(behind(reading, isNot ? not.next : next));
  return due?.meaning.kind === "due" ? { ask: { ...ask, not: isNot }, next: due.next } : { ask, next };
}
