import { FEWEST_MEMBERS, knownMembers } from "../aim.ts";
import { holdsWords } from "../rich-text.ts";
import { frontText, perCard } from "./rule.ts";

/**
 * "The organs that make urine" has one member, so naming it is a riddle for the name and no question for the fact.
 * A class that a question names has three members at least that the learner knows by then.
 */
export const q21 = perCard("Q21", "A class to choose from", (draft, say, { around }) => {
  const { body, asks, spec, fact, kind } = draft;
  if (asks === "sign" || body.type === "number" || (body.type === "contrast" && spec.kind === undefined)) return;
  const named = around.classes.get(kind);
  const isNamed = [kind, named.one, named.many].some((noun) => holdsWords(frontText(draft), noun));
  if (!isNamed && spec.kind === undefined) return;
  const known = knownMembers(named, fact, around.met);
  if (known.length >= FEWEST_MEMBERS) return;
  const members = known.map(({ name }) => name).join(", ");
  say(`"${named.one}" has ${known.length} known members (${members}), ${FEWEST_MEMBERS} are wanted`);
});
