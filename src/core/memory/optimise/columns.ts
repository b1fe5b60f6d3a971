/** A whole history as columns of numbers, card after card: what a worker can be sent, and what loops run over fast. */
export interface ReviewColumns {
  /** Where each card's reviews begin; one more entry than cards, the last being the number of reviews. */
  readonly starts: Int32Array;
  /** Whole study days since the card's review before; 0 for its first. */
  readonly elapsedDays: Int32Array;
  /** 1 Again to 4 Easy. */
  readonly ratings: Uint8Array;
  /** Unix time in ms. */
  readonly atMs: Float64Array;
  /** From the question being shown to the grade, in ms. */
  readonly durationMs: Float64Array;
}

/** What is asked of a review; a `ReviewEvent` has it. */
export interface ReviewFigures {
  readonly studyDay: number;
  readonly rating: number;
  readonly atMs: number;
  readonly durationMs: number;
}

/**
 * @param histories of each card the reviews that count, in their order, from its first on: what `countedReviews`
 * gives. Cards without reviews are left out.
 */
export function columnsOf(histories: Iterable<readonly ReviewFigures[]>): ReviewColumns {
  const begun = [...histories].filter((history) => history.length > 0);
  const count = begun.reduce((sum, history) => sum + history.length, 0);
  const columns = emptyColumns(begun.length, count);
  let at = 0;
  for (const [card, history] of begun.entries()) {
    columns.starts[card] = at;
    let lastDay = history[0]?.studyDay ?? 0;
    for (const { studyDay, rating, atMs, durationMs } of history) {
      // A card's days never go backwards, even when the clock or the traveller does: see `reviewDay`.
      columns.elapsedDays[at] = Math.max(0, studyDay - lastDay);
      lastDay = Math.max(lastDay, studyDay);
      columns.ratings[at] = rating;
      columns.atMs[at] = atMs;
      columns.durationMs[at] = durationMs;
      at += 1;
    }
  }
  columns.starts[begun.length] = at;
  return columns;
}

export function emptyColumns(cards: number, reviews: number): ReviewColumns {
  return {
    starts: new Int32Array(cards + 1),
    elapsedDays: new Int32Array(reviews),
    ratings: new Uint8Array(reviews),
    atMs: new Float64Array(reviews),
    durationMs: new Float64Array(reviews),
  };
}

export const cardCount = ({ starts }: ReviewColumns): number => starts.length - 1;

/** What was known before an instant: each card's reviews up to it; cards that were not begun are left out. */
export function columnsBefore(columns: ReviewColumns, beforeMs: number): ReviewColumns {
  const { starts, atMs } = columns;
  const ends: [from: number, to: number][] = [];
  let count = 0;
  for (let card = 0; card < cardCount(columns); card++) {
    const from = starts[card] ?? 0;
    let to = from;
    while (to < (starts[card + 1] ?? 0) && (atMs[to] ?? 0) < beforeMs) to += 1;
    if (to > from) ends.push([from, to]);
    count += to - from;
  }
  const kept = emptyColumns(ends.length, count);
  let at = 0;
  for (const [card, [from, to]] of ends.entries()) {
    kept.starts[card] = at;
    kept.elapsedDays.set(columns.elapsedDays.subarray(from, to), at);
    kept.ratings.set(columns.ratings.subarray(from, to), at);
    kept.atMs.set(atMs.subarray(from, to), at);
    kept.durationMs.set(columns.durationMs.subarray(from, to), at);
    at += to - from;
  }
  kept.starts[ends.length] = at;
  return kept;
}
