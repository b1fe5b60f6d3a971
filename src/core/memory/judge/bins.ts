import { cardCount, type ReviewColumns } from "../optimise/columns.ts";

/**
 * The bin of each review for RMSE(bins): by days waited, by how many long reviews the card has had, and by how often it
 * was forgotten then, each on a log scale. Source: fsrs-rs 6.6, src/dataset.rs and "The Metric" in the fsrs4anki wiki;
 * there a bin is named by a number within it, here by the number of its step.
 */
export function reviewBins(columns: ReviewColumns): Int32Array {
  const { starts, elapsedDays, ratings } = columns;
  const bins = new Int32Array(ratings.length);
  for (let card = 0; card < cardCount(columns); card++) {
    let long = 0;
    let lapses = 0;
    for (let i = (starts[card] ?? 0) + 1; i < (starts[card + 1] ?? 0); i++) {
      const days = elapsedDays[i] ?? 0;
      if (days === 0) continue;
      long += 1;
      const ofLapses = lapses === 0 ? 0 : 1 + step(lapses, 1.73);
      bins[i] = (step(days, 3.62) * 64 + step(long + 1, 1.89)) * 64 + ofLapses;
      if (ratings[i] === 1) lapses += 1;
    }
  }
  return bins;
}

const step = (value: number, base: number): number => Math.floor(Math.log(value) / Math.log(base));
