/** Text as it is searched: both what a card says and what is typed become the same pieces. */
import { american, greekByName } from "../deck/spelling.ts";

/** Without capitals and accents, so that "Ostéocyte" is found by "osteo"; raised and lowered figures are figures. */
const folded = (text: string): string =>
  greekByName(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss"));

/** A row of letters, a row of digits, or a sign that means something. What stands between words is none. */
const PIECE = /\p{L}+|\p{N}+|[\p{S}%]/gu;
const piecesOf = (folds: string): readonly string[] => folds.match(PIECE) ?? [];

/** As German is typed without its letters. */
const TYPED: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", Ä: "Ae", Ö: "Oe", Ü: "Ue" };
const GERMAN = /[äöüÄÖÜ]/u;
const typedPlainly = (text: string): string => text.replace(/[äöüÄÖÜ]/gu, (letter) => TYPED[letter] ?? letter);

/** Tried word by word: one expression for those that are joined would go over a long word again from each of its letters. */
const WORD = /\S+/gu;
const NO_LETTER = /\P{L}/u;
/** What has more pieces is no word but a long number or an address. */
const MOST_PIECES = 12;

/** The pieces of a text, one space between two: "FGF-23" and "FGF23" are both "fgf 23". */
export const inPieces = (text: string): string => piecesOf(folded(text)).join(" ");

/** Of pieces with one space between two. */
const inAmerican = (pieces: string): string => pieces.split(" ").map(american).join(" ");

/**
 * A text in which is searched: its pieces; and behind them, a line of their own, other ways to type its words: what is joined in
 * it ("25ohd" for "25(OH)D"), from each piece on, German words without their letters, and all of it in American spelling.
 */
export function searchable(text: string): string {
  const ways = new Set<string>();
  const whole = text.normalize("NFC");
  if (GERMAN.test(whole))
    for (const [word] of whole.matchAll(WORD)) if (GERMAN.test(word)) ways.add(inPieces(typedPlainly(word)));
  const folds = folded(text);
  // Words such as "FGF23", "25(OH)D" or "co-secreted".
  for (const [word] of folds.matchAll(WORD)) {
    const pieces = NO_LETTER.test(word) ? piecesOf(word) : [];
    if (pieces.length > MOST_PIECES) continue;
    for (let from = 0; from < pieces.length - 1; from++) {
      const joined = pieces.slice(from).join("");
      // A date is no word.
      if (/\P{N}/u.test(joined)) ways.add(joined);
    }
  }
  const pieces = piecesOf(folds);
  const said = pieces.join(" ");
  const spelled = pieces.map(american).join(" ");
  if (spelled !== said) ways.add(spelled);
  return ways.size === 0 ? said : `${said}\n ${[...ways].join("\n ")}`;
}

/** The ways in which a phrase of a language may be typed, each {@link inPieces}. */
export const waysToType = (phrase: string): readonly string[] => [
  ...new Set([inPieces(phrase), inPieces(typedPlainly(phrase))]),
];

/** Of writing that sets no space between its words, where any letter may begin one. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * Tells of a {@link searchable} text whether what was typed begins one of its words. A part within a word is no match: "late" is not
 * meant by "regulate".
 */
export function beginningWith(typed: string): (text: string) => boolean {
  const pieces = inPieces(typed);
  if (UNSPACED.test(pieces)) return (text) => text.includes(pieces);
  const joined = pieces.replaceAll(" ", "");
  const spelled = inAmerican(pieces);
  const begins = (text: string, word: string): boolean => text.startsWith(word) || text.includes(` ${word}`);
  return (text) =>
    begins(text, pieces) ||
    (joined !== pieces && begins(text, joined)) ||
    (spelled !== pieces && begins(text, spelled));
}
