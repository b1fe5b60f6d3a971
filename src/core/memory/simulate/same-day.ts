// biome-ignore-all lint/style/noNonNullAssertion: weights and grades run within their arrays
/** What each possible future takes for one card: its grades, the rest of its day, and the days of which a better grade has more. */
import type { Derived } from "../optimise/derived.ts";
import { randomAt } from "../random.ts";
import type { Behaviour, ByGrade } from "./behaviour.ts";
import { afterSameDay, difficultyAfter } from "./step.ts";
import type { Stage } from "./tallies.ts";

/** A card on its way through a day, and the time that its answers take. */
export interface Memory {
  stability: number;
  difficulty: number;
  seconds: number;
}

/** Who answers. */
interface Answering {
  readonly weights: Float64Array;
  readonly derived: Derived;
  readonly behaviour: Behaviour;
}

/** Same-day answers after the first, at most, and how many passes a stage asks for. */
const MOST_STEPS = 5;
const STEPS = { learning: 2, relearning: 1 } as const;

/**
 * The rest of a day on which a card is learnt or relearnt: until it was passed as often as there are steps, or was Easy.
 * Good at first counts as a step.
 * @param memory is changed, and its seconds added to
 * @param draw number of the day's first draw for this card
 */
export function stepOn(
  memory: Memory,
  { weights, derived, behaviour }: Answering,
  stage: Exclude<Stage, "review">,
  first: number,
  seed: number,
  card: number,
  draw: number,
): void {
  const wanted = first > 2 ? STEPS[stage] - 1 : STEPS[stage];
  let rating = first;
  let passed = 0;
  for (let step = 1; step <= MOST_STEPS && passed < wanted && rating < 4; step++) {
    rating = pick(behaviour.next[stage][rating - 1]!, randomAt(seed, card, draw + step));
    memory.stability = afterSameDay(weights, derived, memory.stability, rating);
    memory.difficulty = difficultyAfter(weights, derived, memory.difficulty, rating);
    memory.seconds += behaviour.seconds[stage][rating - 1]!;
    if (rating > 2) passed += 1;
    else if (rating === 1) passed = 0;
  }
}

/**
 * The fewest days after a pass: a better grade waits longer, as in `scheduler.ts`.
 * @param plainDays the days that the formula gives for a stability
 * @param gain what Good would add to the stability before
 * @param rating 2 to 4
 */
export function soonest(
  plainDays: (stability: number) => number,
  before: number,
  gain: number,
  rating: number,
  weights: Float64Array,
): number {
  if (rating === 2) return 1;
  const good = plainDays(before + gain);
  const longerThanHard = Math.min(plainDays(before + gain * weights[15]!), good) + 1;
  return rating === 3 ? longerThanHard : Math.max(good, longerThanHard) + 1;
}

/** The grade, 1 to 4, that a number from 0 to 1 falls on. */
export function pick(parts: ByGrade, draw: number): number {
  let rest = draw - parts[0];
  if (rest < 0) return 1;
  rest -= parts[1];
  if (rest < 0) return 2;
  return rest < parts[2] ? 3 : 4;
}
