/**
 * The texts of a card that a learner has changed. Null is the deck's own wording, whatever that is at the time; an empty
 * note is no note. Apart from `wording.ts`, which no first card needs.
 */
export interface Wording {
  readonly question: string | null;
  readonly answer: string | null;
  readonly note: string | null;
}
export type WordedText = keyof Wording;
export const WORDED_TEXTS: readonly WordedText[] = ["question", "answer", "note"];
