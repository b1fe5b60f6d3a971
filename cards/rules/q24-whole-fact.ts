import { shownAtAll } from "../making/draft.ts";
import { holdsWords, plain } from "../words/rich-text.ts";
import { frontText, perCard } from "./rule.ts";

const ANIMALS = /\b(mouse|mice|rats?|animals?|laborator(y|ies)|cells in a dish)\b/i;

/** What limits a fact is part of it: where it holds is said in the question, and that it is mouse work on the card. */
export const q24 = perCard("Q24", "Where and in whom it holds", (draft, say, { source }) => {
  const { fact, body } = draft;
  const evidence = fact.evidence ?? source.deck.evidence;
  const shown = [...shownAtAll(draft), fact.statement];
  const asked = body.type === "diagram" ? shown.join(" ") : `${frontText(draft)} ${plain(draft.answer)}`;
  if (fact.context !== undefined && !holdsWords(asked, fact.context)) {
    say(`holds "${fact.context}", and the question does not say so`);
  }
  const onlyAnimals = evidence.species.length > 0 && !evidence.species.includes("human");
  if (onlyAnimals && !shown.some((text) => ANIMALS.test(text))) {
    say(`was shown in ${evidence.species.join(" and ")} only, and the card does not say so`);
  }
  const isHedged = fact.hedge !== undefined || fact.note !== undefined;
  if (evidence.grade === "debated" && !isHedged) say("is debated, and has neither a hedge nor a note");
});
