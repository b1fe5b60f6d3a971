/** Which cards a fact gets when its author leaves it to the program: those that can be asked fairly, and few of them. */
import type { Surroundings } from "../asking/aim.ts";
import { isClosed } from "../asking/sides.ts";
import type { CardSpec } from "../files/card-spec.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import { AuthorError } from "../templates/template.ts";
import { plain } from "../words/rich-text.ts";
import { type Draft, draftCard } from "./draft.ts";
import { leakOf } from "./leak.ts";

interface Side {
  readonly template: string;
  readonly asks: Draft["asks"];
}

/** In the order in which they are tried. */
const TRIED: readonly Side[] = [
  { template: "forward", asks: "object" },
  { template: "reverse", asks: "subject" },
  { template: "forward-direction", asks: "sign" },
];
/** When none of these is fair. */
const LAST: readonly Side[] = [
  { template: "cloze", asks: "object" },
  { template: "cloze", asks: "subject" },
];

const blank = (asks?: "subject"): CardSpec => ({ where: [], wrong: [], steps: [], ...(asks && { asks }) });

/** The deck with cards for every fact that says `auto`; what could not be asked is told in `problems`, with the causes. */
export function withCards(source: DeckSource, around: Surroundings, problems: string[]): DeckSource {
  const facts = source.facts.map((fact): Fact => {
    if (!fact.auto) return fact;
    const causes: string[] = [];
    const cards = cardsFor(source, around, fact, causes);
    if (cards.length === 0) {
      const why = causes.map((cause) => `\n    ${cause}`).join("");
      problems.push(`facts/${fact.chapter}.yaml: fact "${fact.id}": no fair question can be made of it${why}`);
    }
    return { ...fact, cards: Object.fromEntries(cards) };
  });
  return { ...source, facts };
}

/** A core fact is asked from every side that is fair, another from the first. */
function cardsFor(source: DeckSource, around: Surroundings, fact: Fact, causes: string[]): [string, CardSpec][] {
  const attempt = ({ template, asks }: Side): [string, CardSpec][] => {
    const spec = blank(template === "cloze" && asks === "subject" ? asks : undefined);
    const problem = unfairness(source, around, fact, { template, asks }, spec);
    if (problem === null) return [[template, spec]];
    causes.push(problem);
    return [];
  };
  const fair = TRIED.flatMap(attempt);
  if (fair.length === 0) return LAST.flatMap(attempt).slice(0, 1);
  return fact.importance === "core" ? fair : fair.slice(0, 1);
}

/** Why a fact cannot be asked from a side; null when it can. */
function unfairness(
  source: DeckSource,
  around: Surroundings,
  fact: Fact,
  { template, asks }: Side,
  spec: CardSpec,
): string | null {
  const relation = source.relations.get(fact.triple[1]);
  if (asks !== "sign" && !isClosed(relation, asks, fact)) {
    const given = source.entities.get(fact.triple[asks === "subject" ? 2 : 0])?.name ?? "";
    return `cards.${template}: nothing says that every ${asks} of "${relation.one}" for "${given}" is told (complete)`;
  }
  try {
    const draft = draftCard(source, around, fact, template, spec);
    const { stems, roots } = leakOf(draft, plain(draft.front), around);
    const told = [...stems, ...roots];
    return told.length === 0 ? null : `cards.${template}: the question gives its answer away: ${told.join(", ")}`;
  } catch (cause) {
    if (cause instanceof AuthorError) return cause.message;
    throw cause;
  }
}
