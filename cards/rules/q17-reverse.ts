import { rightAnswers, worldOf } from "./q02-one-right-answer.ts";
import { perCard } from "./rule.ts";

export const q17 = perCard("Q17", "Reverse only if single-valued", (draft, say, context) => {
  if (draft.body.type === "reverse") {
    if (draft.asks !== "subject") say("a reverse card asks for the subject of its fact");
    const right = rightAnswers(draft, worldOf(draft, context));
    if (right.length !== 1) say(`backwards the fact has ${right.length} answers: ${right.join(", ")}`);
  }
  const own = context.deck.cards.find((card) => card.id === draft.id);
  for (const other of context.drafts) {
    if (other.fact !== draft.fact || other.id === draft.id) continue;
    if (own?.siblings.includes(other.id) !== true)
      say(`is not a sibling of ${other.id}, so both could come on one day`);
  }
});
