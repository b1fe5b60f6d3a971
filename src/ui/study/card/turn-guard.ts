/** How long an answer must have been in sight before the key that shows answers may also grade them, in ms. */
export const LOOK_MS = 300;

/** What is known of the turn of a card, in ms of `performance.now()`. */
export interface Turn {
  /** When the answer was drawn first; null as long as nothing of it was. */
  readonly drawnAtMs: number | null;
  /** The key that turned the card is still down. */
  readonly held: boolean;
}

export const NOT_TURNED: Turn = { drawnAtMs: null, held: false };

/**
 * Whether Space or Enter may grade now. Both show the answer as well, so a quick second press would grade Good what nobody
 * has read. The digits are not held back: they mean nothing else.
 */
export const mayGoOn = ({ drawnAtMs, held }: Turn, nowMs: number): boolean =>
  !held && drawnAtMs !== null && nowMs - drawnAtMs >= LOOK_MS;
