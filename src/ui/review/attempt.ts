/** What the user did with a card before the answer; kept by the surface, never stored. */
export interface Attempt {
  /** Index into the card's options. */
  readonly chosen: number | null;
  /** The user said not to know which option it is. */
  readonly gaveUp: boolean;
  readonly typed: string;
}

export const NO_ATTEMPT: Attempt = { chosen: null, gaveUp: false, typed: "" };

/** The letter that stands at a place of the options: A, B, C … */
export const letterAt = (place: number): string => String.fromCharCode("A".charCodeAt(0) + place);
