/** Why an answer is right, taken from the facts where the author wrote nothing for the card itself. */
import type { CardSpec } from "../files/card-spec.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import { AuthorError } from "../templates/template.ts";

export interface Reason {
  readonly text: string;
  /** Where it comes from; `background` gets a label, and `none` is an empty text. */
  readonly from: "card" | "background" | "why" | "because" | "none";
}

/** The card's own words, else the fact's why, else the facts that explain it. */
export function reasonOf(source: Pick<DeckSource, "facts">, fact: Fact, spec: CardSpec, at: string): Reason {
  if (spec.reason !== undefined && spec.background !== undefined) {
    throw new AuthorError(`${at}: has both a reason and background; which is it?`);
  }
  if (spec.reason !== undefined) return { text: spec.reason, from: "card" };
  if (spec.background !== undefined) return { text: spec.background, from: "background" };
  if (fact.why !== undefined) return { text: fact.why, from: "why" };
  const because = fact.because.flatMap((id) => source.facts.find((each) => each.id === id)?.statement ?? []);
  return because.length > 0 ? { text: because.join(" "), from: "because" } : { text: "", from: "none" };
}
