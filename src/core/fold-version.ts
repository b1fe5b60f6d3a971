/**
 * Goes up when the same events say something else than before: of a card's state, of a register or of a day. So where an event
 * that was carried counts from now on, and where steps are other ones. What follows from a log that is here is then made anew,
 * see `store/states/read-anew.ts`; the recipe for a kind of event is in docs/how-to-add.md.
 */
export const FOLD = 1;
