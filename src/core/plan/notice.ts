import type { CardEntry } from "../card.ts";
import type { CardContent, Correction, Term } from "../deck/deck.ts";
import type { FactId } from "../ids.ts";
import type { Meeting } from "./meeting.ts";

/**
 * Something that is shown once, before a card; `key` is how the log remembers that it was: in a `met` event for a fact, else
 * in a `seen` event.
 */
export type Notice =
  | { readonly kind: "term"; readonly key: string; readonly term: Term }
  | { readonly kind: "correction"; readonly key: string; readonly correction: Correction }
  | { readonly kind: "fact"; readonly key: FactId; readonly meeting: Meeting };

/** The key of the first screen, which is shown once. */
export const WELCOME = "welcome";

/** The key of what is told after an absence that began after a study day. */
export const returnKey = (lastDay: number): string => `return/${lastDay}`;

const termKey = ({ id }: Term): string => `term/${id}`;
const correctionKey = ({ fact, revision }: Correction): string => `fact/${fact}@${revision}`;

/** The keys under which the log remembers that these were shown. */
export const noticeKeys = (terms: readonly Term[], corrections: readonly Correction[]): readonly string[] => [
  ...terms.map(termKey),
  ...corrections.map(correctionKey),
];

interface Before {
  readonly card: CardEntry;
  readonly content: CardContent;
  /** The terms that the card uses. */
  readonly terms: readonly Term[];
  /** The corrections of its fact. */
  readonly corrections: readonly Correction[];
  /** Its fact, where that is still to be met. */
  readonly meeting: Meeting | null;
}

/**
 * What must be shown before this card, if anything: first a changed fact, then the terms that it uses, and last, with its
 * words known and its question next, a fact that is to be met.
 */
export function noticeBefore(before: Before, seen: ReadonlySet<string>): Notice | null {
  return correctionBefore(before, seen) ?? termBefore(before, seen) ?? factBefore(before);
}

/** A correction is for those who learnt the fact as it was, and only until one of its cards has shown it. */
function correctionBefore({ card, content, corrections }: Before, seen: ReadonlySet<string>): Notice | null {
  if (card.state.reviews === 0) return null;
  const correction = corrections.find(
    (one) =>
      one.fact === card.fact &&
      one.revision > card.state.factRevision &&
      one.revision <= content.factRevision &&
      !seen.has(correctionKey(one)),
  );
  return correction ? { kind: "correction", key: correctionKey(correction), correction } : null;
}

function termBefore({ terms }: Before, seen: ReadonlySet<string>): Notice | null {
  const term = terms.find((one) => !seen.has(termKey(one)));
  return term ? { kind: "term", key: termKey(term), term } : null;
}

const factBefore = ({ meeting }: Before): Notice | null => meeting && { kind: "fact", key: meeting.fact.id, meeting };
