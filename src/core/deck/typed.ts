/** Answers that are typed: what is right, what is nearly so, and what another thing is. */
import type { CardContent, MixUp } from "./deck.ts";
import { folded, nameWords, sameName } from "./same-name.ts";

/** `near`: one slip of the fingers away from being right. */
export type TypedVerdict = "right" | "near" | "wrong";

/** A slip in a shorter word makes another word of it, as in T3 and T4. */
const SHORTEST_NEAR = 6;
const digitsOf = (text: string): string => text.replace(/\P{N}+/gu, "");

/** Whether a word that differs from the one in its place is too short for a slip, one letter that it may lack included. */
function differsInShort(one: readonly string[], other: readonly string[]): boolean {
  const isShort = (word: string, at: number): boolean => word !== other[at] && word.length < SHORTEST_NEAR - 1;
  return one.length > 1 && one.length === other.length && one.some(isShort);
}

/** Letters that are words, as in "vitamin D". */
const loneLetters = (text: string): string =>
  nameWords(text)
    .filter((word) => /^\p{L}$/u.test(word))
    .join("");

/**
 * One letter too many, too few, another one, or two that changed places. A digit is never a slip, nor a letter that stands by
 * itself: FGF21 is not FGF23, vitamin K is not vitamin D.
 */
export function isSlip(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  // What costs least comes first: a deck asks this of every two of its names, and few of them are alike.
  if (Math.min(a.length, b.length) < SHORTEST_NEAR || !isOneStep(a, b) || digitsOf(a) !== digitsOf(b)) return false;
  return loneLetters(one) === loneLetters(other) && !differsInShort(nameWords(one), nameWords(other));
}

/** Whether at most one letter is too many, too few or another one, or two neighbours changed places. */
function isOneStep(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(""));
}

/** What is said twice, as a name and its short form in brackets, or with "or", a slash, a comma or an equals sign between. */
function waysOf(typed: string): readonly string[] {
  const [, name, inBrackets] = /^(.+?)\s+\((.+)\)\W*$/u.exec(typed) ?? [];
  const ways =
    name !== undefined && inBrackets !== undefined ? [name, inBrackets] : typed.split(/\s+or\s+|\/|,\s|\s*=\s*/iu);
  return ways.map((way) => way.trim());
}

/**
 * @param right the spellings that are right
 * @param unlike what is not right though a slip, or a plural, could make one of the other
 */
export function judgeTyped(typed: string, right: readonly string[], unlike: readonly string[] = []): TypedVerdict {
  const isOne = (of: readonly string[]): boolean => of.some((one) => folded(one) === folded(typed));
  if (isOne(unlike) && !isOne(right)) return "wrong";
  const isRight = (said: string): boolean => right.some((one) => sameName(said, one));
  // Who says it in two ways is right where both are: "parathyroid hormone (PTH)", not "PTH or calcitonin".
  const ways = waysOf(typed);
  if (isRight(typed) || (ways.length > 1 && ways.every(isRight))) return "right";
  if (unlike.some((one) => sameName(typed, one))) return "wrong";
  return right.some((one) => isSlip(typed, one)) ? "near" : "wrong";
}

/** What a learner said takes for the answer of a card; empty where the deck sets nothing of that name beside it. */
export const mixUpsOf = ({ mixUps = [] }: Pick<CardContent, "mixUps">, said: string): readonly MixUp[] =>
  mixUps.filter(({ other }) => other.some((name) => sameName(said, name)));
