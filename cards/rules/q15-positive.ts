import type { Draft } from "../making/draft.ts";
import { leaveOut } from "../words/rich-text.ts";
import { type Context, type Finding, frontText, lastSentence, perCard, type Rule } from "./rule.ts";

const MOST_NEGATIVE = 2;
const NEGATION =
  /\b(not|cannot|never|neither|nor|except|least|no|none|nothing|fails?|failing|without|unlike|lacks?|lacking|other than|rather than|instead of|hardly|\p{L}+n[’']t)\b/iu;

/** The sentence that asks, without the verb of its own fact: a thing may lack another, and be asked what it lacks. */
function asking(draft: Draft): string {
  const { one, many } = draft.source.relations.get(draft.fact.triple[1]);
  return [one, many].reduce(leaveOut, lastSentence(frontText(draft)));
}

const cards = perCard("Q15", "Positive questions", (draft, say, { world }) => {
  const { spec, asked } = draft;
  const word = NEGATION.exec(asking(draft))?.[0];
  if (word === undefined) {
    if (spec.not !== undefined) say("asks for the odd one out without a NOT");
    return;
  }
  if (word !== word.toUpperCase()) say(`"${word}" has to stand in capitals`);
  if (spec.not === undefined) {
    say(`asks with "${word}", but the data say nothing to check it by (not:)`);
    return;
  }
  const [relation, object] = spec.not;
  if (world.holds(asked.id, relation, object)) say(`"${asked.id}" is no odd one out`);
  for (const { is } of draft.wrong) {
    if (!world.holds(is, relation, object)) say(`"${is}" is an odd one out as well`);
  }
});

function few({ drafts, source }: Context): Finding[] {
  const negative = drafts.filter((draft) => NEGATION.test(asking(draft)));
  if (negative.length <= MOST_NEGATIVE) return [];
  return [
    {
      rule: "Q15",
      at: source.id,
      message: `${negative.length} negative questions, at most ${MOST_NEGATIVE}`,
      level: "fail",
    },
  ];
}

export const q15: Rule = { ...cards, check: (context) => [...cards.check(context), ...few(context)] };
