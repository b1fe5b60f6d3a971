/** Whether two texts name the same thing, as far as letters and words can tell. */
import { spelledWords } from "./spelling.ts";

/** What may stand before a name and says nothing of its own: "It is the …", "about". */
const LEADING: ReadonlySet<string> = new Set(
  "it its is they are the a an my your by via through from with in about around approximately roughly".split(" "),
);
/** What makes no difference within a name: "formation of bone", "low levels of TSH". */
const FILLING: ReadonlySet<string> = new Set(["the", "of", "in", "is", "are", "level", "levels"]);

interface Spelled {
  readonly words: readonly string[];
  /** The words in one. */
  readonly whole: string;
}

/** Every name of a deck is compared with many others. */
const known = new Map<string, Spelled>();
const MOST_KNOWN = 5000;

function spelled(text: string): Spelled {
  const before = known.get(text);
  if (before !== undefined) return before;
  const words = wordsOf(text);
  const found = { words, whole: words.join("") };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, found);
  return found;
}

/** The words without what only leads to them; "A" by itself is a name. */
export const nameWords = (text: string): readonly string[] => spelled(text).words;

function wordsOf(text: string): readonly string[] {
  const words = spelledWords(text);
  const start = words.findIndex((word) => !LEADING.has(word));
  return start < 0 ? words.slice(-1) : words.slice(start);
}

/**
 * What is compared: without case, accents, hyphens, spaces, signs, and an article or the like before it, and spelled as in
 * America. "25-Hydroxyvitamin D" and "25 hydroxy vitamin d" are the same.
 */
export const folded = (text: string): string => spelled(text).whole;

/** The singular that a plural may have: "osteocytes", "bodies", "canaliculi". Only words of some length have one. */
function singulars(word: string): string[] {
  if (word.length < 5) return [word];
  const ends: readonly (readonly [string, string])[] = [
    ["ies", "y"],
    ["es", ""],
    ["es", "is"],
    ["s", ""],
    ["i", "us"],
    ["ae", "a"],
  ];
  return [word, ...ends.flatMap(([end, other]) => (word.endsWith(end) ? [word.slice(0, -end.length) + other] : []))];
}

/** An ending has three letters at most and stands in words of five or more: any two forms of a word begin alike. */
const ALIKE = 2;

/** Whether one is the other, or its plural. */
function sameWord(one: string, other: string): boolean {
  if (one === other) return true;
  // Most words are seen to be others by how they begin.
  if (one.slice(0, ALIKE) !== other.slice(0, ALIKE)) return false;
  const of = singulars(other);
  return singulars(one).some((form) => of.includes(form));
}

/** Whether both have the same words, in whatever order: "bone formation" is the "formation of bone". */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  const one = a.filter((word) => !FILLING.has(word));
  const rest = b.filter((word) => !FILLING.has(word));
  if (one.length !== rest.length || one.length === 0) return false;
  return one.every((word) => {
    const at = rest.findIndex((other) => sameWord(word, other));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

/** Whether two texts name the same thing: also where one is the plural of the other, or has its words in another order. */
export function sameName(a: string, b: string): boolean {
  const [one, other] = [spelled(a), spelled(b)];
  if (one.words.length === 0 || other.words.length === 0) return false;
  return sameWord(one.whole, other.whole) || sameWords(one.words, other.words);
}
