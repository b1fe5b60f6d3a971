/** A number, typed or said; the whole range is right. */
import { named, verbPhrase } from "../words/english.ts";
import { parseRich } from "../words/rich-text.ts";
import { ownFront } from "./front.ts";
import { AuthorError, answerOf, type Brief, ownMarking, type Template } from "./template.ts";

export const number: Template = (brief) => {
  const { accepts } = brief.spec;
  if (accepts === undefined) throw new AuthorError(`cards.${brief.template}: needs accepts: {min, max, unit}`);
  const { front, ...marking } = ownFront(brief) ?? {
    front: parseRich(howMany(brief, accepts.unit)),
    ...ownMarking(brief),
  };
  return { front, marking, answer: answerOf(brief), body: { type: "number", accepts }, unlockedBy: [] };
};

/** "About how many hours is the time from one high tide to the next?" */
function howMany({ source, fact, given }: Brief, unit: string): string {
  const { one, many } = source.relations.get(fact.triple[1]);
  const be = verbPhrase({ one: "is", many: "are" }, given.plural)?.finite ?? "is";
  const says = /^(is|amounts to)$/.test(one) ? be : given.plural ? many : one;
  return `${fact.hedge === "about" ? "About how" : "How"} many ${unit} ${says} ${named(given)}?`;
}
