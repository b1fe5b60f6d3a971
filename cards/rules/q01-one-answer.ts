import { answerText, perCard } from "./rule.ts";

/** A list in the answer would be several facts at once. Whole ideas such as "growth and maintenance" are allowed. */
export const q01 = perCard("Q1", "One fact, one answer", (draft, say, { source }) => {
  const answer = source.deck.whole.reduce(
    (text, whole) => text.replace(new RegExp(whole, "gi"), ""),
    answerText(draft),
  );
  const joint = /,|;|\/|\band\b|\bor\b/i.exec(answer);
  if (joint !== null) say(`the answer "${answerText(draft)}" lists several things ("${joint[0]}")`);
});
