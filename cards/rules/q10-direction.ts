import type { DeckSource } from "../files/source.ts";
import type { Draft } from "../making/draft.ts";
import { triplesOf } from "../templates/pathway.ts";
import { namesOf } from "../words/english.ts";
import { entitiesIn } from "../words/named-in.ts";
import { contentStems, leaveOut } from "../words/rich-text.ts";
import { claimsOf } from "./claims.ts";
import { type Direction, opposite, shows, turns } from "./direction-words.ts";
import { answerText, type Context, type Finding, frontText, perCard, perText, type Rule, speaksOf } from "./rule.ts";

const VAGUE = /\b(affect|influenc|play(s)? a (role|part)|involved|regulat)/i;

const directionOf = ({ relations }: Pick<DeckSource, "relations">, triple: readonly string[]): Direction | undefined =>
  relations.get(triple[1] ?? "").direction;

const cards = perCard("Q10", "Direction explicit", (draft, say) => {
  const front = frontText(draft);
  const own = directionOf(draft.source, draft.fact.triple);
  const claims = withoutNames(front, draft);
  for (const direction of ["up", "down"] as const) {
    const turn = turns(claims, direction).find((word) => !isStated(word, draft));
    if (turn === undefined) continue;
    const known = carried(draft);
    if (known.size > 0 && !known.has(direction)) {
      say(`"${turn}" goes ${direction}, and what the card says goes ${opposite(direction)}`);
    }
  }
  if (own === undefined) return;
  // A drawing says which way each link goes, so its question need not; but it may not say the reverse.
  const isSaid = shows(`${front} ${answerText(draft)}`, own);
  const isDrawn = draft.body.type === "pathway" || (draft.body.type === "diagram" && draft.asks !== "sign");
  const mustSay = !isDrawn || turns(claims, opposite(own)).length > 0;
  if (mustSay && !isSaid) say(`the fact goes ${own}, and neither question nor answer says so`);
  const vague = VAGUE.exec(front);
  if (vague !== null) say(`"${vague[0]}…" hides that the fact goes ${own}`);
});

/**
 * The directions that a card may claim. A fact with a direction of its own allows that one, and a contrast or pathway
 * those of the facts set beside it. Other cards tell facts in passing: all that join two things the card names.
 */
function carried(draft: Draft): Set<Direction> {
  const { fact, spec, source } = draft;
  const text = `${frontText(draft)} ${answerText(draft)}`;
  const inPassing = (): (readonly string[])[] => {
    const named = new Set([...source.entities.values()].filter((one) => speaksOf(text, one)).map(({ id }) => id));
    const all = [...source.facts.map(({ triple }) => triple), ...source.alsoTrue];
    return all.filter(([s = "", , o = ""]) => named.has(s) && named.has(o));
  };
  const triples: (readonly string[])[] =
    directionOf(source, fact.triple) === undefined
      ? inPassing()
      : [fact.triple, ...source.facts.filter(({ id }) => id === spec.with).map(({ triple }) => triple)];
  return new Set([...triples, ...triplesOf(spec)].flatMap((triple) => directionOf(source, triple) ?? []));
}

/** The front without whole names: the "building blocks" of bone claim nothing. */
const withoutNames = (front: string, { source }: Draft): string => {
  const lower = front.toLowerCase();
  return entitiesIn(front, source.entities)
    .flatMap((entity) => namesOf(entity).filter((name) => lower.includes(name.toLowerCase())))
    .sort((a, b) => b.length - a.length)
    .reduce(leaveOut, front);
};

/** A turn that the fact's own statement makes as well was read and signed with it. */
function isStated(turn: string, { fact }: Draft): boolean {
  const stated = new Set(contentStems(fact.statement));
  const stems = contentStems(turn);
  return stems.length > 0 && stems.every((stem) => stated.has(stem));
}

/** A statement that goes the other way than its triple would excuse every question that does. */
function statements({ source }: Context): Finding[] {
  return source.facts.flatMap(({ id, triple, statement }): Finding[] => {
    const direction = directionOf(source, triple);
    if (direction === undefined || shows(statement, direction)) return [];
    const message = `the triple goes ${direction}, and the statement does not say so: "${statement}"`;
    return [{ rule: "Q10", at: id, message, level: "fail" }];
  });
}

/** Whatever is told beside the questions goes the way that the facts go: reasons, notes, terms, whys, drawings. */
const told = perText("Q10", ({ role, text }, say, { source, world }) => {
  if (role === "treatment" || role === "correction") return;
  for (const { subjects, objects, direction, sentence } of claimsOf(text, source.entities)) {
    const holds = (way: Direction) =>
      subjects.some((s) => objects.some((o) => world.holds(s, way === "up" ? "raises" : "lowers", o)));
    if (holds(opposite(direction)) && !holds(direction))
      say(`"${sentence}" goes ${direction}, and the facts go ${opposite(direction)}`);
  }
});

export const q10: Rule = {
  ...cards,
  check: (context) => [...cards.check(context), ...statements(context), ...told(context)],
};
