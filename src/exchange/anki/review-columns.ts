import type { Columns } from "../sqlite/write-database.ts";
import type { CardHistory } from "../study-data.ts";
import { type AnkiReview, ankiReset, ankiReview } from "./review-row.ts";

/** How many columns the review log has: id, cid, usn, ease, ivl, lastIvl, factor, time and type. */
const COLUMNS = 9;

/** The rows of Anki's review log, by column: a log has some hundred thousand of them. */
export class ReviewColumns implements Columns {
  readonly columns: readonly Float64Array[];
  #count = 0;

  /** @param count how many rows will be added */
  constructor(count: number) {
    this.columns = Array.from({ length: COLUMNS }, () => new Float64Array(count));
  }

  /**
   * The rows of one card: its reviews, and its resets where they stand among them.
   * @param card its id in Anki
   * @param times of those events that cannot keep their own
   */
  add(card: number, { reviews, resets }: CardHistory, times: ReadonlyMap<string, number>): void {
    for (const [i, review] of reviews.entries()) {
      const { id, atMs } = review.event;
      this.#addRow(card, ankiReview(review, reviews[i - 1], times.get(id) ?? atMs));
    }
    for (const reset of resets) {
      const previous = reviews.findLast(({ event }) => event.atMs < reset.atMs);
      this.#addRow(card, ankiReset(previous, times.get(reset.id) ?? reset.atMs));
    }
  }

  #addRow(card: number, { id, ease, ivl, lastIvl, factor, time, type }: AnkiReview): void {
    const [ids, cards, usns, eases, ivls, lastIvls, factors, durations, types] = this.columns;
    if (!ids || !cards || !usns || !eases || !ivls || !lastIvls || !factors || !durations || !types) return;
    const place = this.#count++;
    ids[place] = id;
    cards[place] = card;
    usns[place] = -1;
    eases[place] = ease;
    ivls[place] = ivl;
    lastIvls[place] = lastIvl;
    factors[place] = factor;
    durations[place] = time;
    types[place] = type;
  }
}
