/** Which words are explained before a card. */
import { type TermId, termId } from "../../src/core/ids.ts";
import type { GlossaryTerm } from "../files/entity-files.ts";
import { termsIn } from "../words/named-in.ts";
import { contentStems, parseRich, plain } from "../words/rich-text.ts";
import { type Draft, shownAtAll } from "./draft.ts";

/**
 * The terms that the card uses anywhere, its note included. One that is the answer counts only where the question names it as
 * well, since its definition, shown just before, would give the answer away; or where the fact is read before it is asked:
 * then that text says the answer, and the word is to be known when it is read.
 * @param isMetFirst the fact is shown before its first question
 */
export function termsOf(draft: Draft, isMetFirst: boolean): TermId[] {
  const { source, fact } = draft;
  const answer = new Set(contentStems(plain(draft.answer)));
  const because = source.facts.filter(({ id }) => fact.because.includes(id));
  const read = isMetFirst ? [fact.statement, fact.why ?? "", ...because.map(({ statement }) => statement)] : [];
  const texts = [...shownAtAll(draft), ...read.map((each) => plain(parseRich(each)))];
  const asked = new Set(termsIn(plain(draft.front), source.terms));
  const used = new Set(texts.flatMap((text) => termsIn(text, source.terms)));
  const isAnswer = ({ name, forms }: GlossaryTerm): boolean =>
    [name, ...forms].flatMap(contentStems).some((stem) => answer.has(stem));
  return source.terms
    .filter((term) => asked.has(term) || (used.has(term) && (isMetFirst || !isAnswer(term))))
    .map((term) => termId(source.id, term.id));
}
