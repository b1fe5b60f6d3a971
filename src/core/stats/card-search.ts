/** Finding cards by what is typed: words, and what is asked for among them. */
import type { StudyDay } from "../time/study-day.ts";
import { askedOn, type CardFilter, type CardLine, fits } from "./card-list.ts";

/** Text as it is compared: without capitals and accents, so that "Ostéocyte" is found by "osteo". */
export const searchable = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A state or a day by which cards are asked for. */
export type Ask =
  | "due"
  | "tomorrow"
  | "overdue"
  | "new"
  | "suspended"
  | "buried"
  | "marked"
  | "edited"
  | "leech"
  | "off";

const ASKS: Readonly<Record<Ask, (line: CardLine, today: StudyDay) => boolean>> = {
  due: (line, today) => fits(line, "due", today),
  tomorrow: (line, today) => askedOn(line, today) === today + 1,
  overdue: (line, today) => fits(line, "due", today - 1),
  new: (line, today) => fits(line, "new", today),
  suspended: ({ suspended }) => suspended,
  buried: ({ buried }) => buried,
  marked: ({ isMarked }) => isMarked,
  edited: ({ isEdited }) => isEdited,
  leech: ({ isLeech }) => isLeech,
  off: ({ off }) => off,
};

/**
 * By what an {@link Ask} is known; {@link searchable}, of one word or several. Null for a word that says nothing more beside one, as
 * "cards" in "overdue cards".
 */
export type Phrases = ReadonlyMap<string, Ask | null>;

/** As in Anki's list, in every language. */
const OF_ANKI: Phrases = new Map([
  ["is:due", "due"],
  ["is:new", "new"],
  ["is:suspended", "suspended"],
  ["is:buried", "buried"],
  ["is:marked", "marked"],
  ["is:edited", "edited"],
  ["is:leech", "leech"],
  // As Anki keeps them.
  ["tag:marked", "marked"],
  ["tag:leech", "leech"],
]);

interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** What was typed as single words; what stands in quotes, of any language, is one. */
const wordsOf = (typed: string): Word[] =>
  [...searchable(typed).matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|[^\s"“”„«»]+/g)]
    .map(([word, quoted]) => ({ text: quoted?.trim().replace(/\s+/g, " ") ?? word, isQuoted: quoted !== undefined }))
    .filter(({ text }) => text !== "");

/** What was typed, as it is understood. */
export interface Search {
  /** Each once. */
  readonly asks: readonly Ask[];
  /** All else, to be found in the text of a card. */
  readonly words: readonly string[];
}

/** @param phrases of the reader's language. The longest that stands there counts, and none in quotes, which are words */
export function understood(typed: string, phrases: Phrases): Search {
  const all = wordsOf(typed);
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
  const askOf = (way: readonly Word[]): Ask | null | undefined => {
    const phrase = way.map(({ text }) => text).join(" ");
    return OF_ANKI.get(phrase) ?? phrases.get(phrase);
  };
  const asks = new Set<Ask>();
  const words: string[] = [];
  const beside: string[] = [];
  for (let at = 0; at < all.length; ) {
    const open = all.slice(at, at + longest);
    const quoted = open.findIndex(({ isQuoted }) => isQuoted);
    const ways = open.slice(0, quoted < 0 ? open.length : quoted).map((_, last) => open.slice(0, last + 1));
    const phrase = ways.reverse().find((way) => askOf(way) !== undefined);
    const ask = phrase && askOf(phrase);
    if (ask) asks.add(ask);
    else (ask === null ? beside : words).push(all[at]?.text ?? "");
    at += phrase?.length ?? 1;
  }
  return { asks: [...asks], words: asks.size > 0 ? words : [...words, ...beside] };
}

/**
 * The lines that are all that is asked for, and in which every other word begins a word, in their order. A part within a word is no
 * match: "late" is not meant by "regulate".
 */
export function searchLines(
  lines: readonly CardLine[],
  { asks, words }: Search,
  filter: CardFilter,
  today: StudyDay,
): readonly CardLine[] {
  const begins = words.map(beginningWith);
  return lines.filter(
    (line) =>
      fits(line, filter, today) && asks.every((ask) => ASKS[ask](line, today)) && begins.every((is) => is(line.text)),
  );
}

/** A letter or a digit: what a word goes on with. */
const OF_WORD = /[\p{L}\p{N}]/u;
/** Of writing that sets no space between its words, where any letter may begin one. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Tells of a text whether what was typed stands in it at the beginning of a word; both are {@link searchable}. */
function beginningWith(typed: string): (text: string) => boolean {
  const first = typed.charAt(0);
  if (!OF_WORD.test(first) || UNSPACED.test(first)) return (text) => text.includes(typed);
  return (text) => {
    for (let at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, at + 1)) {
      if (at === 0 || !OF_WORD.test(text.charAt(at - 1))) return true;
    }
    return false;
  };
}
