import { computeParameters, FSRSBindingItem, FSRSBindingReview } from "@open-spaced-repetition/binding";
import type { ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { scoredInOrder } from "../../../src/core/memory/optimise/scored.ts";

/** One item for each scored review, holding the card's whole history up to it, in the order of time. */
export function bindingItems(columns: ReviewColumns): FSRSBindingItem[] {
  const { starts, ratings, elapsedDays } = columns;
  const reviews = Array.from(ratings, (rating, i) => new FSRSBindingReview(rating, elapsedDays[i] ?? 0));
  const cardOf = new Int32Array(ratings.length);
  for (let card = 0; card + 1 < starts.length; card++) cardOf.fill(card, starts[card], starts[card + 1]);
  return Array.from(scoredInOrder(columns), (i) => {
    return new FSRSBindingItem(reviews.slice(starts[cardOf[i] ?? 0] ?? 0, i + 1));
  });
}

/** The weights that fsrs-rs finds, through its binding. Where there is too little to learn from it gives the defaults. */
export function fitInBinding(items: FSRSBindingItem[]): Promise<number[]> {
  return computeParameters(items, { enableShortTerm: true, numRelearningSteps: 1 });
}
