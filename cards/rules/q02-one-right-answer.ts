import type { Draft } from "../draft.ts";
import { mentions } from "../rich-text.ts";
import { triplesOf } from "../templates/pathway.ts";
import { type Filter, makeWorld, type World } from "../world.ts";
import { type Context, frontText, holdsWords, perCard, speaksOf } from "./rule.ts";

/** The world that a question asks about: "according to the article" leaves out what is true elsewhere. */
export const worldOf = (draft: Draft, { source, world }: Context): World =>
  /\bthe article\b/i.test(frontText(draft)) ? makeWorld({ ...source, alsoTrue: [] }) : world;

/** Every entity that answers the question as it is put. */
export const rightAnswers = (draft: Draft, world: World): string[] =>
  world.fits(draft.query, { kind: draft.kind, where: conditions(draft) });

/** What the question says of its answer besides the fact itself; a pathway says all that touches its gap. */
const conditions = (draft: Draft): NonNullable<Filter["where"]> =>
  draft.body.type === "pathway" ? [...draft.spec.where, ...gapTriples(draft)] : draft.spec.where;

const gapTriples = ({ spec, asked }: Draft) =>
  triplesOf(spec)
    .filter(([s, , o]) => s === asked.id || o === asked.id)
    .map(([s, r, o]) => [s === asked.id ? "_" : s, r, o === asked.id ? "_" : o] as const);

/** Asks the closed world, including what is also true outside the source. */
export const q02 = perCard(
  "Q2",
  "Only one right answer exists",
  (draft, say, context) => {
    const { spec, asked, source, kind, query } = draft;
    const where = conditions(draft);
    const front = frontText(draft);
    const twoNamed = draft.body.type === "contrast" && / or /.test(front);
    const world = worldOf(draft, context);
    const right = rightAnswers(draft, world);
    const rivals =
      draft.body.type === "choice" ? spec.wrong.map(({ is }) => is) : twoNamed ? [spec.against ?? ""] : right;
    if (spec.not === undefined) {
      const others = right.filter((id) => id !== asked.id && rivals.includes(id));
      if (!right.includes(asked.id)) say(`the answer "${asked.id}" does not fit its own question`);
      if (others.length > 0) say(`"${others.join('" and "')}" would be right as well as "${asked.id}"`);
    }
    if (twoNamed || draft.body.type === "choice" || draft.body.type === "pathway") return;
    // A class or a condition that keeps rivals out must be said; one that keeps nobody out need not.
    const without = (left: Partial<Filter>) => world.fits(query, { kind, where, ...left }).length > 1;
    if (without({ kind: undefined }) && !mentions(front, kind) && !holdsWords(front, kind)) {
      say(`the question does not say "${kind}"`);
    }
    for (const condition of spec.where) {
      if (!without({ where: where.filter((other) => other !== condition) })) continue;
      const [subject, , object] = condition;
      const named = source.entities.get(subject === "_" ? object : subject);
      if (named !== undefined && !speaksOf(front, named)) say(`the question does not speak of "${named.name}"`);
    }
  },
  "Is there any other answer that a colleague could defend?",
);
