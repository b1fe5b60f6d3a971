/** When fitting the weights of the memory model is offered: seldom, and never twice for the same answers. */

/** From so many answers on. Anki's manual says the same (https://docs.ankiweb.net/deck-options.html#fsrs). */
const FEWEST_ANSWERS = 400;

/** The key under which the log remembers that weights were fitted, or that the learner did not want it, after so many answers. */
export const fitKey = (answers: number): string => `${FIT_KEYS}/${answers}`;
export const FIT_KEYS = "fit";

/**
 * @param answers so far
 * @param keys of `seen` events that begin with `FIT_KEYS`
 * @returns whether there are enough, and twice as many as when weights were fitted or declined last
 */
export function isFitDue(answers: number, keys: readonly string[]): boolean {
  const last = keys.reduce((most, key) => Math.max(most, Number(key.slice(FIT_KEYS.length + 1)) || 0), 0);
  return answers >= Math.max(FEWEST_ANSWERS, 2 * last);
}
