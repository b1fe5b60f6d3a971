/** What is asked for among the words that somebody types in the list of cards: states, and days on which cards are asked. */
import type { StudyDay } from "../time/study-day.ts";
import type { CardFilter } from "./card-list.ts";
import { inPieces } from "./search-text.ts";

/** How a card stands, by which it can be asked for; all filters but that of days, and what no filter lists. */
export type AskedState = Exclude<CardFilter, "due"> | "begun" | "young" | "mature";

/** What a card has to be, or, where it is `not`, must not be. */
export type Ask =
  | { readonly kind: "state"; readonly state: AskedState; readonly not: boolean }
  /** It is asked on one of these days; `from` is null for whatever waits since before. */
  | { readonly kind: "days"; readonly from: StudyDay | null; readonly to: StudyDay; readonly not: boolean };

/** What a phrase means. Days are counted from today on. */
export type Meaning =
  | { readonly kind: "state"; readonly state: AskedState }
  /** With a day beside it, on that day; alone, today. */
  | { readonly kind: "due" }
  | { readonly kind: "overdue" }
  | { readonly kind: "day"; readonly from: number | null; readonly to: number }
  /** The number in the phrase is one of days, or of weeks; `isWithin`: from now until then. */
  | { readonly kind: "in"; readonly days: 1 | 7; readonly isWithin: boolean }
  /** This week, or one after it. */
  | { readonly kind: "week"; readonly weeks: number }
  /** The next one; 0 is Sunday. */
  | { readonly kind: "weekday"; readonly weekday: number }
  /** All days until the one that follows, which is one of them or not. */
  | { readonly kind: "until"; readonly isIncluded: boolean }
  /** Turns round what follows. */
  | { readonly kind: "not" }
  /** Between days. */
  | { readonly kind: "or" }
  /** Leads to a day, as "on" in "due on Monday"; alone it is a word as any other. */
  | { readonly kind: "on" }
  /** Says nothing more beside something that is asked for, as "cards" in "overdue cards". */
  | { readonly kind: "beside" };

/** By what people ask in their language. */
export interface Vocabulary {
  /** By phrases of one word or several, {@link inPieces}; {@link NUMBER} stands for any number. */
  readonly phrases: ReadonlyMap<string, Meaning>;
  /** Numbers in words. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Stands in a phrase for any number: the one whose phrase says the same of itself. */
export const NUMBER = "0";

const state = (name: AskedState): Meaning => ({ kind: "state", state: name });

/** As in Anki's list, in every language. */
const OF_ANKI: ReadonlyMap<string, Meaning> = new Map([
  ["is:due", { kind: "due" }],
  ["is:new", state("new")],
  ["is:learn", state("learning")],
  ["is:suspended", state("suspended")],
  ["is:buried", state("buried")],
  ["is:marked", state("marked")],
  ["is:edited", state("edited")],
  ["is:leech", state("leech")],
  // As Anki keeps them.
  ["tag:marked", state("marked")],
  ["tag:leech", state("leech")],
]);

interface Word {
  /** As it was typed, without the punctuation around it. */
  readonly typed: string;
  readonly pieces: string;
  readonly isQuoted: boolean;
}

/** What was typed as single words; what stands in quotes, of any language, is one. Punctuation alone is none. */
const wordsOf = (typed: string): Word[] =>
  [...typed.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|[^\s"“”„«»]+/g)].flatMap(([word, quoted]) => {
    const said = quoted?.trim().replace(/\s+/g, " ") ?? word.replace(/^[¿¡,.;]+|[?!.,;:…]+$/g, "");
    const pieces = inPieces(said);
    return pieces === "" ? [] : [{ typed: said, pieces, isQuoted: quoted !== undefined }];
  });

/** What was typed, as it is understood. */
export interface Search {
  /** Each once. */
  readonly asks: readonly Ask[];
  /** All else, to be found in the text of a card or in how it stands, as it was typed. */
  readonly words: readonly string[];
  /** What stands in quotes, to be found in the text alone. */
  readonly quoted: readonly string[];
}

/**
 * The longest phrase that stands somewhere counts, and none in quotes, which are words. What is not understood is among the words:
 * nothing that was typed is left out but what says nothing.
 */
export function understood(typed: string, vocabulary: Vocabulary, today: StudyDay): Search {
  const words = wordsOf(typed);
  const quoted = words.flatMap((word) => (word.isQuoted ? [word.typed] : []));
  const phraseAt = phrasesIn(words, vocabulary);
  const asks = new Map<string, Ask>();
  const said: string[] = [];
  let last: Ask | null = null;
  for (let at = 0; at < words.length; ) {
    const found = askAt(phraseAt, at, today);
    const phrase = phraseAt(at);
    const kind = phrase?.meaning.kind;
    const isOr: boolean = kind === "or" && isDay(last) && isDay(askAt(phraseAt, at + 1, today)?.ask);
    const nothing: Phrase | null = phrase && (kind === "beside" || isOr) ? phrase : null;
    if (found) asks.set(JSON.stringify(found.ask), found.ask);
    else if (!nothing) said.push(...plain(words.slice(at, at + 1)));
    last = found?.ask ?? (nothing ? last : null);
    at = found?.next ?? nothing?.next ?? at + 1;
  }
  if (asks.size === 0) return { asks: [], words: plain(words), quoted };
  const all = [...asks.values()];
  const some = all.filter((ask) => ask.kind !== "state" || ask.state !== "all");
  // "All due cards" are those that are due.
  return { asks: some.length > 0 ? some : all, words: said, quoted };
}

const plain = (words: readonly Word[]): string[] => words.flatMap(({ typed, isQuoted }) => (isQuoted ? [] : [typed]));

/** Of several such days a card has to be asked on one: it is asked on one alone. */
export const isDay = (ask: Ask | null | undefined): boolean => ask?.kind === "days" && !ask.not;

interface Phrase {
  readonly meaning: Meaning;
  /** The number in it. */
  readonly number: number;
  /** It has Anki's minus before it. */
  readonly isTurned: boolean;
  /** Where what follows begins. */
  readonly next: number;
}

/** The longest phrase that begins at a word; null where none does. */
type PhraseAt = (at: number) => Phrase | null;

function phrasesIn(words: readonly Word[], { phrases, numbers }: Vocabulary): PhraseAt {
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
  const numberOf = (pieces: string): number | undefined =>
    /^\d{1,4}$/.test(pieces) ? Number(pieces) : numbers.get(pieces);
  const meaningOf = (way: readonly Word[]): Omit<Phrase, "next"> | null => {
    const pieces = way.map((word) => word.pieces);
    const [, minus, name = ""] = (way.length === 1 && /^(-?)(.*)$/.exec(way[0]?.typed.toLowerCase() ?? "")) || [];
    const ofAnki = OF_ANKI.get(name);
    if (ofAnki) return { meaning: ofAnki, number: 0, isTurned: minus !== "" };
    const plain = phrases.get(pieces.join(" "));
    if (plain) return { meaning: plain, number: 0, isTurned: false };
    for (const [place, piece] of pieces.entries()) {
      const number = numberOf(piece);
      const counted = number === undefined ? undefined : phrases.get(pieces.with(place, NUMBER).join(" "));
      if (number !== undefined && counted) return { meaning: counted, number, isTurned: false };
    }
    return null;
  };
  return (at) => {
    for (let next = Math.min(words.length, at + longest); next > at; next--) {
      const way = words.slice(at, next);
      const found = way.some(({ isQuoted }) => isQuoted) ? null : meaningOf(way);
      if (found) return { ...found, next };
    }
    return null;
  };
}

/** More of them in a row are no question but a text that was pasted. */
const MOST_BESIDE = 6;

/** Where what says nothing ends. */
function behind(phraseAt: PhraseAt, from: number): number {
  let at = from;
  for (let i = 0; i < MOST_BESIDE; i++) {
    const phrase = phraseAt(at);
    if (phrase?.meaning.kind !== "on" && phrase?.meaning.kind !== "beside") break;
    at = phrase.next;
  }
  return at;
}

interface Found {
  readonly ask: Ask;
  readonly next: number;
}

/** What is asked for from a word on, or not. */
function askAt(phraseAt: PhraseAt, at: number, today: StudyDay): Found | null {
  const first = phraseAt(at);
  const isNot = first?.meaning.kind === "not";
  const found = plainAskAt(phraseAt, isNot ? behind(phraseAt, first.next) : at, today);
  if (!isNot && !first?.isTurned) return found;
  if (!found || found.ask.not || (found.ask.kind === "state" && isEvery(found.ask.state))) return null;
  return { ...found, ask: { ...found.ask, not: true } };
}

/** Nobody asks for what is not all. */
const isEvery = (one: AskedState): boolean => one === "all" || one === "every";

function plainAskAt(phraseAt: PhraseAt, at: number, today: StudyDay): Found | null {
  const day = daysAt(phraseAt, at, today);
  if (day) return withDue(phraseAt, day);
  const first = phraseAt(at);
  switch (first?.meaning.kind) {
    case "due":
      return daysAt(phraseAt, behind(phraseAt, first.next), today) ?? { ask: days(null, today), next: first.next };
    case "overdue":
      return { ask: days(null, today - 1), next: first.next };
    case "state":
      return { ask: { kind: "state", state: first.meaning.state, not: false }, next: first.next };
    default:
      return null;
  }
}

/** A day before "due", as German has it: "morgen fällig", and "morgen nicht fällig". */
function withDue(phraseAt: PhraseAt, { ask, next }: Found): Found {
  const not = phraseAt(behind(phraseAt, next));
  const isNot = not?.meaning.kind === "not";
  const due = phraseAt(behind(phraseAt, isNot ? not.next : next));
  return due?.meaning.kind === "due" ? { ask: { ...ask, not: isNot }, next: due.next } : { ask, next };
}

type Days = Extract<Ask, { kind: "days" }>;
const days = (from: StudyDay | null, to: StudyDay): Days => ({ kind: "days", from, to, not: false });

/** The days that are named from a word on. */
function daysAt(phraseAt: PhraseAt, at: number, today: StudyDay): Found | null {
  const phrase = phraseAt(phraseAt(at)?.meaning.kind === "on" ? behind(phraseAt, at) : at);
  if (phrase?.meaning.kind !== "until") return phrase && found(daysOf(phrase, today), phrase);
  const end = phraseAt(behind(phraseAt, phrase.next));
  const ask = end && daysOf(end, today);
  return ask && found({ ...ask, from: null, to: phrase.meaning.isIncluded ? ask.to : (ask.from ?? today) - 1 }, end);
}

const found = (ask: Ask | null, { next }: Phrase): Found | null => ask && { ask, next };

function daysOf({ meaning, number }: Phrase, today: StudyDay): Days | null {
  switch (meaning.kind) {
    case "day":
      return days(meaning.from === null ? null : today + meaning.from, today + meaning.to);
    case "in": {
      const day = today + number * meaning.days;
      return days(meaning.isWithin || number === 0 ? null : day, day);
    }
    case "week": {
      // Weeks begin on Monday; day 0 was a Thursday.
      const monday = today - ((today + 3) % 7) + 7 * meaning.weeks;
      // What waits since before is asked in this week as well.
      return days(meaning.weeks === 0 ? null : monday, monday + 6);
    }
    case "weekday": {
      // Day 0 was a Thursday, so that this is the weekday of tomorrow, Sunday being 0.
      const tomorrow = (today + 5) % 7;
      const day = today + 1 + ((meaning.weekday - tomorrow + 7) % 7);
      return days(day, day);
    }
    default:
      return null;
  }
}
