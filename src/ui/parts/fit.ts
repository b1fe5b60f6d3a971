/** The width of an average letter, in em of a face whose size is adjusted to one x-height (see base.css). */
const LETTER_EM = 0.51;
/** Below this a word in the middle of a sentence is no longer read but deciphered. */
const SMALLEST = 0.55;

/**
 * How far a text must shrink to stand on one line of the given width: 1 (not at all) down to 0.55.
 * An estimate by letters, because measuring would cost a layout at the very moment the answer appears.
 */
export function fitScale(text: string, widthEm: number): number {
  const needed = text.length * LETTER_EM;
  return Math.max(SMALLEST, Math.min(1, widthEm / needed));
}
