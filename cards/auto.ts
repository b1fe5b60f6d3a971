/** Which cards a fact gets when its author leaves it to the program: those that can be asked fairly, and few of them. */
import type { Surroundings } from "./aim.ts";
import { type Draft, draftCard } from "./draft.ts";
import type { CardSpec, Fact } from "./schema.ts";
import type { DeckSource } from "./source.ts";
import { AuthorError } from "./templates/template.ts";

/** In the order in which they are tried. */
const TRIED = ["forward", "reverse", "forward-direction"] as const;
/** When none of these is fair. */
const LAST = "cloze";

const BLANK: CardSpec = { where: [], wrong: [], steps: [] };

/** The deck with cards for every fact that says `auto`; what could not be asked is told in `problems`. */
export function withCards(source: DeckSource, around: Surroundings, problems: string[]): DeckSource {
  const facts = source.facts.map((fact): Fact => {
    if (!fact.auto) return fact;
    const cards = cardsFor(source, around, fact);
    if (cards.length === 0) {
      problems.push(`facts/${fact.chapter}.yaml: fact "${fact.id}": no fair question can be made of it`);
    }
    return { ...fact, cards: Object.fromEntries(cards.map((template) => [template, BLANK])) };
  });
  return { ...source, facts };
}

/** A core fact is asked from every side that is fair, another from the first. */
function cardsFor(source: DeckSource, around: Surroundings, fact: Fact): string[] {
  const fair = TRIED.filter((template) => attempt(source, around, fact, template) !== null);
  if (fair.length === 0) return attempt(source, around, fact, LAST) === null ? [] : [LAST];
  return fact.importance === "core" ? fair : fair.slice(0, 1);
}

function attempt(source: DeckSource, around: Surroundings, fact: Fact, template: string): Draft | null {
  try {
    return draftCard(source, around, fact, template, BLANK);
  } catch (cause) {
    if (cause instanceof AuthorError) return null;
    throw cause;
  }
}
