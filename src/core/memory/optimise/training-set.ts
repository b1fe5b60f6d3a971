import { cardCount, type ReviewColumns } from "./columns.ts";
import { scoredInOrder } from "./scored.ts";

/** What weights are fitted to. */
export interface TrainingSet {
  readonly columns: ReviewColumns;
  /** The cards that have anything scored. */
  readonly cards: Int32Array;
  /** By card: one past its last scored review; what comes after teaches nothing. */
  readonly ends: Int32Array;
  /** By card: how many of its reviews are scored. */
  readonly counts: Int32Array;
  /** By review: how much it counts; 0 where it is not scored. */
  readonly itemWeights: Float64Array;
  /** How many reviews are scored. */
  readonly scored: number;
  /** Of the scored reviews, 0 to 1. */
  readonly meanRecall: number;
}

/** Finds what is scored: each answer on a later day than the one before. Newer reviews count more. */
export function trainingSet(columns: ReviewColumns): TrainingSet {
  const { starts, ratings, elapsedDays } = columns;
  const cards = cardCount(columns);
  const ends = new Int32Array(cards);
  const counts = new Int32Array(cards);
  const kept = new Int32Array(cards);
  let keptCards = 0;
  let scored = 0;
  let remembered = 0;
  for (let card = 0; card < cards; card++) {
    const before = scored;
    for (let i = (starts[card] ?? 0) + 1; i < (starts[card + 1] ?? 0); i++) {
      if ((elapsedDays[i] ?? 0) === 0) continue;
      ends[card] = i + 1;
      scored += 1;
      if ((ratings[i] ?? 0) > 1) remembered += 1;
    }
    counts[card] = scored - before;
    if (scored > before) kept[keptCards++] = card;
  }
  const itemWeights = new Float64Array(ratings.length);
  let rank = 0;
  for (const i of scoredInOrder(columns)) {
    itemWeights[i] = recencyWeight(rank, scored);
    rank += 1;
  }
  const meanRecall = remembered / Math.max(1, scored);
  return { columns, cards: kept.slice(0, keptCards), ends, counts, itemWeights, scored, meanRecall };
}

/** The newest review counts four times what the oldest does: 0.25 + 0.75·(rank/(N−1))³. Source: fsrs-rs src/dataset.rs. */
function recencyWeight(rank: number, count: number): number {
  const place = rank / Math.max(1, count - 1);
  return 0.25 + 0.75 * place * place * place;
}
