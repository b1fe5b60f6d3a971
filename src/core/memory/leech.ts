import type { CardState } from "./card-state.ts";

/**
 * Forgotten so often, a card costs more time than it is worth, and there is mostly something about it that can be mended.
 * The numbers are Anki's, see https://docs.ankiweb.net/leeches.html: told at eight lapses, then at every fourth.
 */
export const FIRST_TOLD = 8;
const TOLD_AGAIN_EVERY = 4;

type Lapses = Pick<CardState, "lapses">;

/** Whether a card is forgotten again and again. */
export const isLeech = ({ lapses }: Lapses): boolean => lapses >= FIRST_TOLD;

/** Whether this answer is one at which the learner is told. */
export const tellsLeech = (before: Lapses, after: Lapses): boolean =>
  after.lapses > before.lapses && isLeech(after) && (after.lapses - FIRST_TOLD) % TOLD_AGAIN_EVERY === 0;
