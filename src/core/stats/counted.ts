/** Which cards are counted among those of a learner, on every page by one rule. */

/** Of a card whose chapter or deck is switched off nothing is counted, unless it was begun: then it is part of what was done. */
export const counts = ({ off, begun }: { readonly off: boolean; readonly begun: boolean }): boolean => !off || begun;
