import type { CardId } from "../../../core/ids.ts";

/** What a page has drawn of a card before the session was there: the first showing goes on with it. */
export interface Drawn {
  readonly card: CardId;
  readonly revision: number;
  readonly optionOrder: readonly number[];
  /** From when on the answer is timed, in ms for which the page was looked at. */
  readonly shownAtMs: number;
}
