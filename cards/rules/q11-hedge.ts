import { shownAtAll } from "../draft.ts";
import { answerText, frontText, perCard } from "./rule.ts";

const HEDGE = /\b(may|might|can|could|often|sometimes|linked|tends?|about|mainly|roughly|reported|thought|said)\b/i;
const TOO_SURE = /\b(causes?|caused|proves?|proven(?! driver)|always|never|cures?|cured|prevents?|prevented)\b/i;

export const q11 = perCard("Q11", "Keep the hedge", (draft, say, { source }) => {
  const { fact } = draft;
  const note = fact.note === undefined ? "" : (source.notes[fact.note]?.text ?? "");
  if (fact.hedge !== undefined && !HEDGE.test(`${frontText(draft)} ${answerText(draft)}`)) {
    const noted = new RegExp(`\\b${fact.hedge}\\b`, "i").test(note);
    if (!noted) say(`the fact says "${fact.hedge}", the card drops it`);
  }
  for (const text of shownAtAll(draft)) {
    const sure = text === note ? null : TOO_SURE.exec(text);
    if (sure !== null) say(`"${sure[0]}" is surer than medicine is`);
  }
});
