/** The first time that a fact comes it may be met: it is read, with its reason and its picture, and asked right after. */
import type { CardEntry } from "../card.ts";
import type { CardContent, Fact, RichText } from "../deck/deck.ts";
import type { Drawing } from "../deck/drawing.ts";
import { isEmpty, plainText } from "../deck/plain-text.ts";

/** All that is shown of a fact before its first question. */
export interface Meeting {
  readonly fact: Fact;
  /** The facts that explain it. */
  readonly because: readonly Fact[];
  readonly drawing: Drawing | null;
}

/**
 * Whether a fact is still to be met before it is asked. Whoever has answered one of its cards knows it, also where that
 * was before the deck wanted it to be met, or in another program.
 * @param cards all cards of the fact that there are, also those that have left the deck
 * @param isMet the log says that it was met, and nothing took that back
 */
export const isToBeMet = (
  { metFirst }: Pick<Fact, "metFirst">,
  cards: readonly Pick<CardEntry, "state">[],
  isMet: boolean,
): boolean => metFirst && !isMet && cards.every(({ state }) => state.reviews === 0);

/**
 * Why it is so, in the words of the fact itself, else of the facts that explain it, else of the card that follows. Empty
 * where there is nothing to say that the statement does not say.
 */
export function whyOf({ fact, because }: Meeting, { reason }: Pick<CardContent, "reason">): RichText {
  if (!isEmpty(fact.why)) return fact.why;
  if (because.length > 0) {
    return because.flatMap(({ statement }, i) => (i === 0 ? statement : [{ kind: "text", text: " " }, ...statement]));
  }
  return plainText(reason) === plainText(fact.statement) ? [] : reason;
}
