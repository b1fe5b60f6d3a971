/** The fact's statement with its subject or its object left out. */
import { takeAim } from "../asking/aim.ts";
import { named } from "../words/english.ts";
import { capitalise, findName, parseRich } from "../words/rich-text.ts";
import { type Front, ownFront } from "./front.ts";
import { AuthorError, type Brief, ownMarking, type Template } from "./template.ts";

export const cloze: Template = (brief) => {
  const { spec, asked } = brief;
  const own = ownFront(brief);
  if (own !== null) {
    const { front, ...marking } = own;
    return { front, marking, answer: parseRich(spec.answer ?? asked.name), body: { type: "cloze" }, unlockedBy: [] };
  }
  const { front, answer, ...marking } = gapped(brief);
  return { front, marking, answer: parseRich(spec.answer ?? answer), body: { type: "cloze" }, unlockedBy: [] };
};

/** @throws {AuthorError} when the statement does not name the answer, or more than one thing would fill the gap */
function gapped(brief: Brief): Front & { readonly answer: string } {
  const { around, fact, asked, given, template, query } = brief;
  const names = [named(asked), asked.name, ...asked.aka];
  const found = findName(fact.statement, names);
  if (found === null) throw new AuthorError(`cards.${template}: the statement does not name "${asked.name}"`);
  if (findName(found.rest, names) !== null) {
    throw new AuthorError(`cards.${template}: the statement names "${asked.name}" twice`);
  }
  if (findName(fact.statement, [given.name, ...given.aka]) === null) {
    throw new AuthorError(`cards.${template}: the statement does not name "${given.name}"`);
  }
  const [, before = "", article = ""] = /^(.*?)(\ban? )?$/i.exec(found.before) ?? [];
  const answer = found.before === "" ? capitalise(asked.name) : `${article}${found.name}`;
  const alone = fact.triple[1] !== "is-a" && around.world.fits(query, { context: fact.context }).length === 1;
  const aim = alone ? ownMarking(brief) : takeAim(around, fact, asked, query);
  if (typeof aim === "string") throw new AuthorError(`cards.${template}: ${aim}`);
  if (aim.where.length > 0) throw new AuthorError(`cards.${template}: its class does not leave one answer`);
  const hint = alone ? "" : ` (${asked.plural ? aim.class.many : aim.class.one})`;
  return { front: parseRich(`${before}___${hint}${found.rest}`), answer, class: aim.class, where: aim.where };
}
