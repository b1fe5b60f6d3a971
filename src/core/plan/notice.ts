import type { Card } from "../card.ts";
import type { Correction, Deck, Term } from "../deck/deck.ts";

/** Something that is shown once, before a card; `subject` is how the log remembers that it was. */
export type Notice =
  | { readonly kind: "term"; readonly subject: string; readonly term: Term }
  | { readonly kind: "correction"; readonly subject: string; readonly correction: Correction };

/** What must be shown before this card, if anything: first a changed fact, then the terms that it uses. */
export function noticeBefore(
  card: Card,
  deck: Pick<Deck, "terms" | "corrections">,
  seen: ReadonlySet<string>,
): Notice | null {
  return correctionBefore(card, deck, seen) ?? termBefore(card, deck, seen);
}

/** A correction is for those who learnt the fact as it was, and only until one of its cards has shown it. */
function correctionBefore(card: Card, deck: Pick<Deck, "corrections">, seen: ReadonlySet<string>): Notice | null {
  const { state, content } = card;
  if (state.reviews === 0) return null;
  const [correction] = deck.corrections
    .filter(({ fact, revision }) => fact === content.fact && revision > state.factRevision)
    .filter(({ revision }) => revision <= content.factRevision)
    .filter(({ fact, revision }) => !seen.has(`fact:${fact}@${revision}`));
  if (!correction) return null;
  return { kind: "correction", subject: `fact:${correction.fact}@${correction.revision}`, correction };
}

function termBefore(card: Card, deck: Pick<Deck, "terms">, seen: ReadonlySet<string>): Notice | null {
  const term = deck.terms.find(({ id }) => card.content.terms.includes(id) && !seen.has(`term:${id}`));
  return term ? { kind: "term", subject: `term:${term.id}`, term } : null;
}
