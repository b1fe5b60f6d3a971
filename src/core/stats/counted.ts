/** Which cards are counted among those of a learner, and which facts are begun, on every page by one rule. */
import type { CardState } from "../memory/card-state.ts";

/** A card was answered, and not started anew since. A fact is begun once one of its cards is, also where none of them is asked. */
export const isBegun = ({ phase }: Pick<CardState, "phase">): boolean => phase !== "new";

/** Of a card whose chapter or deck is switched off nothing is counted, unless it was begun: then it is part of what was done. */
export const counts = ({ off, begun }: { readonly off: boolean; readonly begun: boolean }): boolean => !off || begun;
