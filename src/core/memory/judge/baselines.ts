/** Predictors that know nothing of FSRS, so that one sees what it, and fitting it, is worth. */
import { cardCount, type ReviewColumns } from "../optimise/columns.ts";

/**
 * No parameters, and no eye for the card: the logit of the prediction moves by 0.3 of each error, over all scored reviews
 * in the order of time. It beats FSRS-6 on log loss in the public benchmark. Source: srs-benchmark, model_processors.py.
 * @param order the scored reviews in the order of time
 * @returns for each review what was predicted before its answer was known; NaN where it is not scored
 */
export function movingAverage({ ratings }: ReviewColumns, order: Int32Array): Float64Array {
  const predictions = new Float64Array(ratings.length).fill(Number.NaN);
  let logit = 1.2;
  for (const i of order) {
    const predicted = 1 / (1 + Math.exp(-logit));
    predictions[i] = predicted;
    logit += 0.3 * (((ratings[i] ?? 0) > 1 ? 1 : 0) - predicted);
  }
  return predictions;
}

/**
 * SM-2's interval read as the time in which recall falls to 0.9, exponentially. Source: srs-benchmark, models/sm2.py; the
 * intervals are Wozniak's of 1990 (https://super-memory.com/english/ol/sm2.htm). Here only a day's first answer counts,
 * since SM-2 repeats within a day without changing anything.
 * @returns for each review; NaN for the first of a card and for same-day reviews
 */
export function superMemo2(columns: ReviewColumns): Float64Array {
  const { starts, elapsedDays, ratings } = columns;
  const predictions = new Float64Array(ratings.length).fill(Number.NaN);
  for (let card = 0; card < cardCount(columns); card++) {
    let state = { interval: 0, ease: 2.5, successes: 0 };
    const from = starts[card] ?? 0;
    for (let i = from; i < (starts[card + 1] ?? 0); i++) {
      const days = elapsedDays[i] ?? 0;
      if (i > from && days === 0) continue;
      if (i > from) predictions[i] = 0.9 ** (days / state.interval);
      state = afterAnswer(state, ratings[i] ?? 0);
    }
  }
  return predictions;
}

interface SuperMemo2State {
  readonly interval: number;
  readonly ease: number;
  readonly successes: number;
}

/** @param rating 1 to 4, which stand for SM-2's qualities 2 to 5 */
function afterAnswer({ interval, ease, successes }: SuperMemo2State, rating: number): SuperMemo2State {
  const passed = rating > 1;
  const wanted = !passed || successes === 0 ? 1 : successes === 1 ? 6 : interval * ease;
  const missing = 4 - rating;
  return {
    interval: Math.min(Math.max(1, Math.round(wanted)), 36_500),
    ease: Math.max(1.3, ease + 0.1 - missing * (0.08 + missing * 0.02)),
    successes: passed ? successes + 1 : 0,
  };
}
