import type { ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { randomFrom } from "../../../src/core/memory/random.ts";
import { type Life, live } from "./live.ts";
import {
  constantTruth,
  driftingTruth,
  exponentialTruth,
  fsrsTruth,
  somebodysWeights,
  type Truth,
  twoTraces,
  unevenCards,
  withNoise,
} from "./truth.ts";

export interface Learner {
  readonly name: string;
  readonly reviews: number;
  /** How many lives are looked at together; one short life says little. */
  readonly lives: number;
  /** One of the lives that a learner with this memory might have led, counted from 0. */
  readonly life: (n: number) => ReviewColumns;
}

const LAST_DAY = Math.floor(Date.now() / 86_400_000) - 2;

type Manner = Partial<Omit<Life<unknown>, "truth">>;

function learner<State>(
  name: string,
  truth: Truth<State>,
  reviews: number,
  seed: number,
  manner: Manner = {},
): Learner {
  // About twelve reviews a card.
  const newPerDay = Math.max(1, Math.round(Math.sqrt(reviews) / 8));
  const usual: Omit<Life<State>, "truth"> = {
    seed,
    reviews,
    newPerDay,
    cards: Math.ceil(reviews / 12),
    lastDay: LAST_DAY,
    schedule: "fsrs",
    desiredRetention: 0.9,
    late: 0.15,
    hard: 0.12,
    easy: 0.1,
    steps: 2,
  };
  const lives = Math.min(20, Math.ceil(20_000 / reviews));
  const life = (n: number) => live({ ...usual, ...manner, truth, seed: 100 * seed + n });
  return { name: `${name}, ${reviews}`, reviews, lives, life };
}

const somebody = (seed: number, spread = 0.7) => somebodysWeights(randomFrom(seed), spread);
const fsrs = (seed: number) => fsrsTruth(somebody(seed));

/** Learners of every size and kind; the truth is known for each. @param largest in reviews @param others another number, other learners */
export function learners(largest: number, others = 0): Learner[] {
  const at = (seed: number) => 1000 * others + seed;
  const all: readonly Learner[] = [
    learner("fsrs", fsrs(at(1)), 100, at(1)),
    learner("fsrs", fsrs(at(2)), 200, at(2)),
    learner("fsrs", fsrs(at(3)), 400, at(3)),
    learner("constant", constantTruth(0.85), 400, at(4)),
    learner("fsrs, doubling", fsrs(at(5)), 700, at(5), { schedule: "doubling" }),
    learner("fsrs", fsrs(at(6)), 1000, at(6)),
    learner("two traces", twoTraces, 1000, at(7)),
    learner("uneven cards", unevenCards(somebody(at(8)), 0.7), 2000, at(8)),
    learner("fsrs, many steps", fsrs(at(9)), 2000, at(9), { steps: 6 }),
    learner("fsrs", fsrs(at(10)), 5000, at(10)),
    learner("exponential", exponentialTruth, 5000, at(11)),
    learner("many lapses", fsrs(at(12)), 5000, at(12), { desiredRetention: 0.7, late: 0.4 }),
    learner("guesses and slips", withNoise(fsrs(at(13)), 0.15, 0.03), 10_000, at(13)),
    learner("drifting", driftingTruth(somebody(at(14), 1), somebody(at(15), 1)), 10_000, at(14)),
    learner("fsrs, no steps", fsrs(at(16)), 10_000, at(16), { steps: 0 }),
    learner("fsrs", fsrs(at(17)), 20_000, at(17)),
    learner("constant", constantTruth(0.92), 20_000, at(18)),
    learner("two traces", twoTraces, 20_000, at(19), { schedule: "doubling" }),
    learner("fsrs", fsrs(at(20)), 50_000, at(20)),
    learner("exponential", exponentialTruth, 50_000, at(21)),
    learner("uneven cards", unevenCards(somebody(at(22)), 0.5), 50_000, at(22)),
    learner("drifting", driftingTruth(somebody(at(23), 1), somebody(at(24), 1)), 100_000, at(23)),
    learner("fsrs, high retention", fsrs(at(25)), 200_000, at(25), { desiredRetention: 0.95 }),
    learner("fsrs", fsrs(at(26)), 1_000_000, at(26)),
  ];
  return all.filter(({ reviews }) => reviews <= largest);
}
