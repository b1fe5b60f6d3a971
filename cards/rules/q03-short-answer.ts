import { wordCount } from "../words/rich-text.ts";
import { answerText, perCard } from "./rule.ts";

const WANTED = 5;
const ALLOWED = 12;

export const q03 = perCard("Q3", "Short answer", (draft, say) => {
  const count = wordCount(answerText(draft), "without");
  if (count > ALLOWED) say(`the answer has ${count} words, more than ${ALLOWED}`);
  else if (count > WANTED) say(`the answer has ${count} words, ${WANTED} are wanted`, "read");
});
