import { FEWEST_MEMBERS, knownMembers } from "../asking/aim.ts";
import type { Draft } from "../making/draft.ts";
import { holdsWords } from "../words/rich-text.ts";
import { type Context, frontText, perCard } from "./rule.ts";

/**
 * "The organs that make urine" has one member, so naming it is a riddle for the name and no question for the fact.
 * A class that a question names has three members at least that the learner knows by then, or once the last row of its
 * relation has come where the program chooses the cards.
 */
export const q21 = perCard("Q21", "A class to choose from", (draft, say, context) => {
  const { around } = context;
  const { body, asks, spec, fact, kind } = draft;
  if (asks === "sign" || body.type === "number" || (body.type === "contrast" && spec.kind === undefined)) return;
  const named = around.classes.get(kind);
  const isNamed = [kind, named.one, named.many].some((noun) => holdsWords(frontText(draft), noun));
  if (!isNamed && spec.kind === undefined) return;
  const narrower = narrowerOf(draft, context);
  if (narrower !== undefined)
    say(`asks for "${named.one}" where ${narrower.name} asks for "${around.classes.get(narrower.kind).one}"`, "read");
  const known = knownMembers(named, fact, around.met);
  if (known.length >= FEWEST_MEMBERS) return;
  const members = known.map(({ name }) => name).join(", ");
  say(`"${named.one}" has ${known.length} known members (${members}), ${FEWEST_MEMBERS} are wanted`);
});

/**
 * Another card of the program's choice that asks in the same way for one of a narrower class, to which the answer of
 * this card belongs as well: of two clays, one asked for as a sediment.
 */
function narrowerOf({ asks, fact, asked, kind }: Draft, { drafts, around: { classes } }: Context): Draft | undefined {
  const size = (id: string): number => classes.get(id).members.length;
  if (!fact.auto) return undefined;
  return drafts.find(
    (other) =>
      other.fact.auto &&
      other.asks === asks &&
      other.fact.triple[1] === fact.triple[1] &&
      other.kind !== kind &&
      size(other.kind) < size(kind) &&
      classes.isA(asked, other.kind),
  );
}
