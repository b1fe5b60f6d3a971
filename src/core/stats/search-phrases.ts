/** What somebody types in the list of cards, read as phrases of a language. */
import { type Meaning, NUMBER, type Vocabulary, YEAR } from "./search-meaning.ts";
import { inPieces } from "./search-text.ts";

const state = (name: "new" | "learning" | "suspended" | "buried" | "marked" | "edited" | "leech"): Meaning => ({
  kind: "state",
  state: name,
});

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

export interface Word {
  /** As it was typed, without the punctuation around it. */
  readonly typed: string;
  readonly pieces: string;
  readonly isQuoted: boolean;
}

/** What was typed as single words; what stands in quotes, of any language, is one. Punctuation alone is none. */
export const wordsOf = (typed: string): Word[] =>
  [...typed.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|[^\s"“”„«»]+/g)].flatMap(([word, quoted]) => {
    const said = quoted?.trim().replace(/\s+/g, " ") ?? word.replace(/^[¿¡,.;]+|[?!.,;:…]+$/g, "");
    const pieces = inPieces(said);
    return pieces === "" ? [] : [{ typed: said, pieces, isQuoted: quoted !== undefined }];
  });

export interface Phrase {
  readonly meaning: Meaning;
  /** The number in it; 1 where none stands there, as in "the next week". */
  readonly number: number;
  /** The year in it; null where none stands there. */
  readonly year: number | null;
  /** It has Anki's minus before it. */
  readonly isTurned: boolean;
  /** Where what follows begins. */
  readonly next: number;
}

/** Words, and the phrases among them. */
export interface Reading {
  /** How many words there are. */
  readonly end: number;
  /** The longest phrase that begins at a word; null where none does. */
  readonly phraseAt: (at: number) => Phrase | null;
  /** Whether a word may be a day in figures, whatever day that is: "30", "30.11.", "11/30". */
  readonly isFigures: (at: number) => boolean;
}

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const FIGURES = /^\d{1,4}([-./]\d{1,4}){0,2}$/;

/** What stands in words, by the phrases of a language. */
export function readingOf(words: readonly Word[], { phrases, numbers }: Vocabulary): Reading {
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
  const numberOf = (piece: string): number | undefined =>
    /^\d{1,4}$/.test(piece) ? Number(piece) : numbers.get(piece);
  const countedIn = (pieces: readonly string[], year: number | null): Omit<Phrase, "next"> | null => {
    for (const [place, piece] of pieces.entries()) {
      const number = numberOf(piece);
      const meaning = number === undefined ? undefined : phrases.get(pieces.with(place, NUMBER).join(" "));
      if (number !== undefined && meaning) return { meaning, number, year, isTurned: false };
    }
    return null;
  };
  const meaningOf = (way: readonly Word[]): Omit<Phrase, "next"> | null => {
    const typed = way.length === 1 ? (way[0]?.typed.toLowerCase() ?? "") : "";
    const [, minus, name = ""] = /^(-?)(.*)$/.exec(typed) ?? [];
    const ofAnki = OF_ANKI.get(name);
    if (ofAnki) return { meaning: ofAnki, number: 1, year: null, isTurned: minus !== "" };
    const [, isoYear, isoMonth, isoDay] = ISO_DATE.exec(typed) ?? [];
    if (isoYear !== undefined)
      return {
        meaning: { kind: "date", month: Number(isoMonth) - 1 },
        number: Number(isoDay),
        year: Number(isoYear),
        isTurned: false,
      };
    const pieces = way.flatMap((word) => word.pieces.split(" "));
    if (pieces.length > longest) return null;
    const plain = phrases.get(pieces.join(" "));
    if (plain) return { meaning: plain, number: pieces.includes(NUMBER) ? 0 : 1, year: null, isTurned: false };
    const yearAt = pieces.findLastIndex((piece) => /^\d{4}$/.test(piece));
    const dated = yearAt < 0 ? null : countedIn(pieces.with(yearAt, YEAR), Number(pieces[yearAt]));
    return dated ?? countedIn(pieces, null);
  };
  const phraseFrom = (at: number): Phrase | null => {
    for (let next = Math.min(words.length, at + longest); next > at; next--) {
      const way = words.slice(at, next);
      const found = way.some(({ isQuoted }) => isQuoted) ? null : meaningOf(way);
      if (found) return { ...found, next };
    }
    return null;
  };
  /** Each word is asked for several times. */
  const known = new Map<number, Phrase | null>();
  return {
    end: words.length,
    isFigures: (at) => {
      const word = words[at];
      return word !== undefined && !word.isQuoted && FIGURES.test(word.typed);
    },
    phraseAt: (at) => {
      const before = known.get(at);
      if (before !== undefined) return before;
      const phrase = phraseFrom(at);
      known.set(at, phrase);
      return phrase;
    },
  };
}

/** More of them in a row are no question but a text that was pasted. */
const MOST_BESIDE = 6;

/** Where what says nothing ends. */
export function behind({ phraseAt }: Reading, from: number): number {
  let at = from;
  for (let i = 0; i < MOST_BESIDE; i++) {
    const phrase = phraseAt(at);
    if (phrase?.meaning.kind !== "on" && phrase?.meaning.kind !== "beside") break;
    at = phrase.next;
  }
  return at;
}
