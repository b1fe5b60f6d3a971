/** Which words are explained before a card. */
import { type TermId, termId } from "../../src/core/ids.ts";
import { contentStems, mentions, parseRich, plain } from "../words/rich-text.ts";
import { type Draft, shownAtAll } from "./draft.ts";

/**
 * The terms that the card uses anywhere, its note included. One that is the answer counts only where the question names it as
 * well, since its definition, shown just before, would give the answer away; or where the fact is read before it is asked:
 * then that text says the answer, and the word is to be known when it is read.
 * @param isMetFirst the fact is shown before its first question
 */
export function termsOf(draft: Draft, isMetFirst: boolean): TermId[] {
  const { source, fact } = draft;
  const front = plain(draft.front);
  const answer = new Set(contentStems(plain(draft.answer)));
  const because = source.facts.filter(({ id }) => fact.because.includes(id));
  const read = isMetFirst ? [fact.statement, fact.why ?? "", ...because.map(({ statement }) => statement)] : [];
  const text = [...shownAtAll(draft), ...read.map((each) => plain(parseRich(each)))].join("\n");
  return source.terms
    .filter((term) => {
      const names = [term.name, ...term.forms];
      if (names.some((name) => mentions(front, name))) return true;
      const isAnswer = names.flatMap(contentStems).some((stem) => answer.has(stem));
      return (isMetFirst || !isAnswer) && names.some((name) => mentions(text, name));
    })
    .map((term) => termId(source.id, term.id));
}
