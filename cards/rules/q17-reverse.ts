import { rightAnswers, worldOf } from "./q02-one-right-answer.ts";
import { perCard } from "./rule.ts";

export const q17 = perCard("Q17", "Reverse only if single-valued", (draft, say, context) => {
  if (draft.body.type === "reverse") {
    if (draft.asks !== "subject") say("a reverse card asks for the subject of its fact");
    const right = rightAnswers(draft, worldOf(draft, context));
    if (right.length !== 1) say(`backwards the fact has ${right.length} answers: ${right.join(", ")}`);
  }
});
