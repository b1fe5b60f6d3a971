import type { Entity } from "../files/entity-files.ts";
import { wordCount } from "../words/rich-text.ts";
import { answerText, frontText, means, perCard } from "./rule.ts";

const MOST_WORDS = 22;

export const q08 = perCard("Q8", "Cloze: one blank, and it is the point", (draft, say) => {
  const front = frontText(draft);
  const blanks = draft.front.filter((segment) => segment.kind === "blank").length;
  if (draft.body.type !== "cloze") {
    if (blanks > 0) say("only a cloze has a blank");
    return;
  }
  if (blanks !== 1) say(`has ${blanks} blanks`);
  const count = wordCount(front);
  if (count > MOST_WORDS) say(`has ${count} words, more than ${MOST_WORDS}`);
  if (/\ban? ___/i.test(front)) say('"a" or "an" before the blank hints at the answer');
  if (/\S.*___/.test(front) && /^[A-Z][a-z]/.test(answerText(draft)) && !isName(draft.asked)) {
    say(`"${answerText(draft)}" stands inside a sentence and must not begin with a capital`);
  }
  if (!means(answerText(draft), front, draft.asked, draft.source.entities.values())) {
    say(`the blank "${answerText(draft)}" is not the ${draft.asks} "${draft.asked.name}" of the fact`);
  }
});

/** Names keep their capital inside a sentence, and so stand in the list of entities. */
const isName = (entity: Entity): boolean => /^[A-Z]/.test(entity.name);
