/** Why an answer is right, taken from the facts where the author wrote nothing for the card itself. */

import type { Met } from "./met.ts";
import type { CardSpec, Fact } from "./schema.ts";
import type { DeckSource } from "./source.ts";
import { AuthorError } from "./templates/template.ts";

export interface Reason {
  readonly text: string;
  /** Where it comes from; `background` gets a label, and `none` is an empty text. */
  readonly from: "card" | "background" | "why" | "because" | "comparison" | "none";
}

/** The card's own words, else the fact's why, else the facts that explain it, else the like fact met last before it. */
export function reasonOf(source: Pick<DeckSource, "facts">, fact: Fact, spec: CardSpec, at: string, met: Met): Reason {
  if (spec.reason !== undefined && spec.background !== undefined) {
    throw new AuthorError(`${at}: has both a reason and background; which is it?`);
  }
  if (spec.reason !== undefined) return { text: spec.reason, from: "card" };
  if (spec.background !== undefined) return { text: spec.background, from: "background" };
  if (fact.why !== undefined) return { text: fact.why, from: "why" };
  const because = fact.because.flatMap((id) => source.facts.find((each) => each.id === id)?.statement ?? []);
  if (because.length > 0) return { text: because.join(" "), from: "because" };
  const like = likeOf(fact, met.before(fact));
  return like === undefined ? { text: "", from: "none" } : { text: `Compare: ${like.statement}`, from: "comparison" };
}

/** What helps beside a fact: another thing that is said of its object, else one that the same verb says of the same place. */
function likeOf({ triple: [, relation, object], context }: Fact, before: readonly Fact[]): Fact | undefined {
  const ofObject = before.findLast(({ triple }) => triple[2] === object);
  if (ofObject !== undefined || context === undefined) return ofObject;
  return before.findLast((each) => each.triple[1] === relation && each.context === context);
}
