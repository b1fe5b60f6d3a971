/** Numbers on cards: all come from the fact, and so does the range that decides whether a typed number is right. */
import type { Draft } from "../making/draft.ts";
import { namesOf } from "../words/english.ts";
import { contentStems } from "../words/rich-text.ts";
import { answerText } from "./rule.ts";

/** How far from the one figure of a fact that says "about" a number may still be right. */
const TOLERANCE = 0.05;
const ABOUT = /^(about|around|roughly|nearly|approximately|some)$/i;

/** As written, "0.5" and "1" of "0.5 to 1%"; the figures inside a name such as FGF23 are no numbers. */
export const numbersIn = (text: string): string[] => text.match(/(?<![A-Za-z\d.])\d+(\.\d+)?/g) ?? [];

/** What is wrong with the range of a number card. A fact that gives two figures has set its bounds itself. */
export function rangeProblems(draft: Draft): string[] {
  const { body, fact } = draft;
  if (body.type !== "number") return [];
  const { min, max } = body.accepts;
  const answers = numbersIn(answerText(draft)).map(Number);
  const figures = [...new Set([...numbersIn(fact.statement).map(Number), ...answers])];
  const slack = figures.length === 1 && ABOUT.test(fact.hedge ?? "") ? TOLERANCE : 0;
  const isGrounded = (bound: number) => figures.some((figure) => Math.abs(bound - figure) <= slack * figure);
  return [
    ...[min, max].filter((bound) => !isGrounded(bound)).map((bound) => `accepts ${bound}, which is not in the fact`),
    ...answers.filter((each) => each < min || each > max).map((each) => `its own answer ${each} would count as wrong`),
    ...(answers.length === 0 ? ["the answer holds no number"] : []),
  ];
}

/** The words of a number card's answer that are neither figures, the fact's hedge nor of the asked entity. */
export function strayWords(draft: Draft): string[] {
  const known = new Set([...namesOf(draft.asked), draft.fact.hedge ?? ""].flatMap(contentStems));
  return contentStems(answerText(draft)).filter((stem) => !/^\d/.test(stem) && !known.has(stem));
}
