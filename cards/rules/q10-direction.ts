import { relation } from "../relations.ts";
import { answerText, frontText, perCard } from "./rule.ts";

const UP =
  /\b(rais|increas|promot|stimulat|support|improv|maintain|keep|speed|accelerat|boost|excess|elevated|high|activat|strengthen|more|contribut)/i;
const DOWN = /\b(lower|reduc|inhibit|suppress|weaken|slow|drop|decreas|fall|low|lack|less|block|brake|fragile)/i;
const VAGUE = /\b(affect|influenc|play(s)? a (role|part)|involved|regulat)/i;

export const q10 = perCard("Q10", "Direction explicit", (draft, say) => {
  const { direction } = relation(draft.fact.triple[1]);
  if (direction === undefined) return;
  const front = frontText(draft);
  const links = draft.body.type === "pathway";
  if (!links && !(direction === "up" ? UP : DOWN).test(`${front} ${answerText(draft)}`)) {
    say(`the fact goes ${direction}, and neither question nor answer says so`);
  }
  const vague = VAGUE.exec(front);
  if (vague !== null) say(`"${vague[0]}…" hides that the fact goes ${direction}`);
});
