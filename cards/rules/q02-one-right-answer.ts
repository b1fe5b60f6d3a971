import { type Filter, makeWorld, type Query, type World } from "../knowledge/world.ts";
import type { Draft } from "../making/draft.ts";
import { touching } from "../templates/pathway.ts";
import { holdsWords } from "../words/rich-text.ts";
import { type Context, frontText, perCard, speaksOf } from "./rule.ts";

/** The world that a question asks about: "according to the article" leaves out what is true elsewhere. */
export const worldOf = (draft: Draft, { source, world }: Context): World =>
  /\bthe article\b/i.test(frontText(draft)) ? makeWorld({ ...source, alsoTrue: [] }) : world;

/** Every entity that answers the question as it is put. For a direction: every way in which the deck says it goes. */
export function rightAnswers(draft: Draft, world: World): string[] {
  const { query, kind, context, asks, fact } = draft;
  if (asks === "sign") {
    const [subject, , object] = fact.triple;
    return ["raises", "lowers"].filter((way) => world.holds(subject, way, object, context ?? undefined));
  }
  return world.fits(query, { kind, where: conditions(draft), context: context ?? undefined });
}

/** What the question says of its answer besides the fact itself; a pathway says all that touches its gap. */
const conditions = (draft: Draft): readonly Query[] =>
  draft.body.type === "pathway" ? [...draft.where, ...touching(draft.spec, draft.asked.id)] : draft.where;

/** Asks the closed world, including what is also true outside the source. */
export const q02 = perCard(
  "Q2",
  "Only one right answer exists",
  (draft, say, context) => {
    const { spec, asked, source, kind, query, wrong } = draft;
    const where = conditions(draft);
    const front = frontText(draft);
    const twoNamed = draft.body.type === "contrast" && / or /.test(front);
    const world = worldOf(draft, context);
    const right = rightAnswers(draft, world);
    const rivals = draft.body.type === "choice" ? wrong.map(({ is }) => is) : twoNamed ? [spec.against ?? ""] : right;
    if (spec.not === undefined) {
      const others = right.filter((id) => id !== asked.id && rivals.includes(id));
      if (!right.includes(asked.id)) say(`the answer "${asked.id}" does not fit its own question`);
      if (others.length > 0) say(`"${others.join('" and "')}" would be right as well as "${asked.id}"`);
    }
    if (twoNamed || draft.body.type === "choice" || draft.body.type === "pathway" || draft.asks === "sign") return;
    // A class or a condition that keeps rivals out must be said; one that keeps nobody out need not.
    const without = (left: Partial<Filter>) =>
      world.fits(query, { kind, where, context: draft.context ?? undefined, ...left }).length > 1;
    const { one, many } = context.around.classes.get(kind);
    if (without({ kind: undefined }) && ![kind, one, many].some((noun) => holdsWords(front, noun))) {
      say(`the question does not say "${one}"`);
    }
    for (const condition of draft.where) {
      if (!without({ where: where.filter((other) => other !== condition) })) continue;
      const [subject, , object] = condition;
      const named = source.entities.get(subject === "_" ? object : subject);
      if (named !== undefined && !speaksOf(front, named)) say(`the question does not speak of "${named.name}"`);
    }
  },
  "Is there any other answer that a colleague could defend?",
);
