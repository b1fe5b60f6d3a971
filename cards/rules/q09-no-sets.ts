import { frontText, perCard } from "./rule.ts";

const ASKS_FOR_SETS =
  /\blist\b|^(list|name|enumerate|give|state|describe|explain|discuss)\b|\b(enumerate|name|give|tell) (every|each|any)\b|\b(every|all|each) (of )?(the )?\w+ (that|which|who)\b|\bname (all|the|two|three|four|some)\b|\bwhat are (the )?(\w+ )?(types|functions|effects|sources|risk factors|causes)\b|\bwhich (.* )?(two|three|four|five)\b(?! are best| secrete| is | makes | make )/i;

export const q09 = perCard("Q9", "No sets to enumerate", (draft, say) => {
  const hit = ASKS_FOR_SETS.exec(frontText(draft).replace(/\bwhich of the two\b/i, "which"));
  if (hit !== null) say(`"${hit[0]}" asks for a list; make one card for each member`);
});
