import type { Rating } from "../../core/memory/rating.ts";

/** What the user did with a card before the answer; kept by the surface, never stored. */
export interface Attempt {
  /** Index into the card's options. */
  readonly chosen: number | null;
  /** Nothing else was said: the user does not know which option it is, or has left the field for the answer empty. */
  readonly gaveUp: boolean;
  readonly typed: string;
}

export const NO_ATTEMPT: Attempt = { chosen: null, gaveUp: false, typed: "" };

/** The letter that stands at a place of the options: A, B, C … */
export const letterAt = (place: number): string => String.fromCharCode("A".charCodeAt(0) + place);

/** What Space and Enter grade; @param suggested what the attempt speaks for, which is the grade that stands out */
export const goOnGrade = (suggested: Rating | null): Rating => suggested ?? 3;
