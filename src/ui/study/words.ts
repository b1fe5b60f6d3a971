import type { Term } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import type { SessionView } from "../../session/session-view.ts";

/**
 * The glossary terms that may be looked up now. Before the answer only those whose name stands in the question:
 * the list of the others would give the answer away.
 */
export function wordsOf(view: SessionView & { kind: "card" | "fact" }): readonly Term[] {
  // A fact that is met gives nothing away that it does not say itself.
  if (view.kind === "fact" || view.revealed) return view.terms;
  const front = plainText(view.content.front).toLowerCase();
  return view.terms.filter((term) => front.includes(term.name.toLowerCase()));
}
