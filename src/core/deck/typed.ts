/** Answers that are typed: what counts as the same, what is nearly so, and where two spellings differ. */
import type { CardContent, MixUp } from "./deck.ts";

/** `near`: one slip of the fingers away from being right. */
export type TypedVerdict = "right" | "near" | "wrong";

const ARTICLE = /^(?:the|an?) +/u;
/** Greek letters are mostly typed by their names. */
const GREEK: Readonly<Record<string, string>> = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa" };

/**
 * What is compared: without case, accents, hyphens, spaces, signs and an article before it. "25-Hydroxyvitamin D" and "25
 * hydroxy vitamin d" are the same.
 */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .trim()
    .replace(ARTICLE, "")
    .replace(/[αβγδκ]/gu, (letter) => GREEK[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

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

/** Whether two texts name the same thing: also where one is the plural of the other. */
export function sameName(a: string, b: string): boolean {
  const [one, other] = [folded(a), folded(b)];
  if (one === "" || other === "") return false;
  const of = singulars(other);
  return singulars(one).some((form) => of.includes(form));
}

/** A slip in a shorter word makes another word of it, as in T3 and T4. */
const SHORTEST_NEAR = 6;
const digitsOf = (text: string): string => text.replace(/\P{N}+/gu, "");

/** One letter too many, too few, another one, or two that changed places. A digit is never a slip: FGF21 is not FGF23. */
export function isSlip(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  if (Math.min(a.length, b.length) < SHORTEST_NEAR || digitsOf(a) !== digitsOf(b)) return false;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(""));
}

/**
 * @param right the spellings that are right
 * @param unlike names of other things that a slip could make of them
 */
export function judgeTyped(typed: string, right: readonly string[], unlike: readonly string[] = []): TypedVerdict {
  if (right.some((one) => sameName(typed, one))) return "right";
  if (unlike.some((one) => sameName(typed, one))) return "wrong";
  return right.some((one) => isSlip(typed, one)) ? "near" : "wrong";
}

/** The spelling that what was typed comes nearest to, which it is compared with: mostly the answer itself. */
export function nearestOf(typed: string, right: readonly string[]): string {
  const shared = (one: string): number => difference(typed, one).reduce((sum, part) => sum + sizeOf(part), 0);
  const [first = "", ...others] = right;
  return others.reduce((best, one) => (shared(one) > shared(best) ? one : best), first);
}
const sizeOf = ({ kind, text }: Piece): number => (kind === "same" ? text.length : 0);

/** A piece of what was typed, or one that it lacks. */
export interface Piece {
  readonly kind: "same" | "extra" | "missing";
  readonly text: string;
}

/** Longer ones are not typed, and the table would grow with both. */
const LONGEST_COMPARED = 80;

/**
 * What of a typed answer is right, what is too much and what it lacks, in order: the longest pieces in common. Case makes no
 * difference.
 */
export function difference(typed: string, right: string): readonly Piece[] {
  const [a, b] = [[...typed.trim()].slice(0, LONGEST_COMPARED), [...right].slice(0, LONGEST_COMPARED)];
  const isSame = (i: number, k: number): boolean => a[i]?.toLowerCase() === b[k]?.toLowerCase();
  // longest[i][k]: how much a from i on and b from k on have in common.
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, k: number): number => longest[i]?.[k] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let k = b.length - 1; k >= 0; k--) {
      const row = longest[i];
      if (row) row[k] = isSame(i, k) ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
    }
  }
  const parts: Piece[] = [];
  const add = (kind: Piece["kind"], text = ""): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  let [i, k] = [0, 0];
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && isSame(i, k)) {
      add("same", a[i]);
      i++;
      k++;
    } else if (i < a.length && (k === b.length || at(i + 1, k) >= at(i, k + 1))) add("extra", a[i++]);
    else add("missing", b[k++]);
  }
  return parts;
}

/** What a learner said takes for the answer of a card; empty where the deck sets nothing of that name beside it. */
export const mixUpsOf = ({ mixUps = [] }: Pick<CardContent, "mixUps">, said: string): readonly MixUp[] =>
  mixUps.filter(({ other }) => other.some((name) => sameName(said, name)));
