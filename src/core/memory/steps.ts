import type { Phase } from "./card-state.ts";
import type { Model } from "./model.ts";
import type { Rating } from "./rating.ts";

/** What a rating makes of a card's place in its steps. */
export interface NextStep {
  readonly phase: Exclude<Phase, "new">;
  /** Which step the card is in, from 0; 0 in review. */
  readonly step: number;
  /** How long it waits, in whole minutes; null when it left its steps and waits for days. */
  readonly minutes: number | null;
}

const DONE: NextStep = { phase: "review", step: 0, minutes: null };

/**
 * Learning and relearning steps as in Anki: Again begins anew, Good goes on, Easy is done with them. Hard repeats the step
 * that the card is in, but the first one is too short to be repeated: there it is the mean of the first two, or one and a
 * half times a single one. Source: https://docs.ankiweb.net/studying.html#learning-and-relearning-cards (ts-fsrs 5.4.2
 * gives the mean in every step, Anki 26.09 and py-fsrs do not).
 */
export function nextStep(
  phase: Phase,
  step: number,
  rating: Rating,
  model: Pick<Model, "learningSteps" | "relearningSteps">,
): NextStep {
  const learning = phase === "new" || phase === "learning";
  const steps = learning ? model.learningSteps : model.relearningSteps;
  const first = steps[0];
  // Nobody forgot, or there is no step to take.
  if (first === undefined || rating === 4 || (phase === "review" && rating > 1)) return DONE;
  const within = learning ? "learning" : "relearning";
  if (rating === 1) return { phase: within, step: 0, minutes: first };
  // There may be fewer steps than when the card came into this one.
  const at = Math.min(phase === "new" ? 0 : step, steps.length - 1);
  if (rating === 2)
    return { phase: within, step: at, minutes: at === 0 ? firstHard(first, steps[1]) : (steps[at] ?? first) };
  const next = steps[at + 1];
  return next === undefined ? DONE : { phase: within, step: at + 1, minutes: next };
}

const firstHard = (first: number, second: number | undefined): number =>
  Math.round(second === undefined ? first * 1.5 : (first + second) / 2);
