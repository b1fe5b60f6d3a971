/** The rules of card quality, and two about the deck as a whole. */
import { coverage, ids } from "./coverage.ts";
import { q01 } from "./q01-one-answer.ts";
import { q02 } from "./q02-one-right-answer.ts";
import { q03 } from "./q03-short-answer.ts";
import { q04 } from "./q04-self-contained.ts";
import { q05 } from "./q05-no-leak.ts";
import { q06 } from "./q06-no-coin-toss.ts";
import { q07 } from "./q07-grammar.ts";
import { q08 } from "./q08-one-blank.ts";
import { q09 } from "./q09-no-sets.ts";
import { q10 } from "./q10-direction.ts";
import { q11 } from "./q11-hedge.ts";
import { q12 } from "./q12-grounded.ts";
import { q13 } from "./q13-prerequisites.ts";
import { q14 } from "./q14-fair-choice.ts";
import { q15 } from "./q15-positive.ts";
import { q16 } from "./q16-no-duplicates.ts";
import { q17 } from "./q17-reverse.ts";
import { q18 } from "./q18-feedback.ts";
import { q19 } from "./q19-contrasts.ts";
import { q20 } from "./q20-pictures.ts";
import { q21 } from "./q21-class.ts";
import { q22 } from "./q22-override.ts";
import { q23 } from "./q23-agreement.ts";
import { q24 } from "./q24-whole-fact.ts";
import { q25 } from "./q25-works.ts";
import { q26 } from "./q26-told.ts";
import { q27 } from "./q27-no-definition.ts";
import { q28 } from "./q28-readings.ts";
import type { Context, Finding, Rule } from "./rule.ts";

export const RULES: readonly Rule[] = [
  q01,
  q02,
  q03,
  q04,
  q05,
  q06,
  q07,
  q08,
  q09,
  q10,
  q11,
  q12,
  q13,
  q14,
  q15,
  q16,
  q17,
  q18,
  q19,
  q20,
  q21,
  q22,
  q23,
  q24,
  q25,
  q26,
  q27,
  q28,
  coverage,
  ids,
];

/**
 * All findings, or those of some rules. Those of rules that the deck says it does not pass yet are told and fail nothing.
 */
export function checkDeck(context: Context, rules = RULES): Finding[] {
  const { notYet } = context.source.deck;
  return rules
    .flatMap((rule) => rule.check(context))
    .map((finding) => (notYet.includes(finding.rule) ? { ...finding, level: "read" } : finding));
}

export const tellFinding = ({ rule, at, message }: Finding): string => `${rule} ${at}: ${message}`;
