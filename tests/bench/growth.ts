/**
 * How the work on the way to a card, to the next and back grows with what is stored: the same steps with few cards and
 * with many, ten reviews each. An exponent of 0 means that it does not grow, of 1 that it grows as the cards do.
 */
import type { Kind } from "../support/extension/driver.ts";
import { extensionWithLab, filledProfile, onCopy } from "./filled.ts";
import { USUAL_REVIEWS } from "./filling.ts";
import { GROWTH_STEPS, type GrowthStep, isGrowthStep, measureSteps } from "./growth-steps.ts";
import { exponentOf } from "./measure.ts";

/** One step of the work: its medians by number of cards, and the exponent with which they grow. */
export interface Growth {
  readonly id: string;
  readonly what: string;
  readonly values: Readonly<Record<number, number>>;
  readonly exponent: number;
}

/** Medians by step and number of cards. */
export type Measured = Readonly<Partial<Record<GrowthStep, Readonly<Record<number, number>>>>>;

export interface GrowthOptions {
  /** Numbers of cards, ascending. */
  readonly sizes: readonly number[];
  readonly steps: readonly GrowthStep[];
  /** Where filled databases are kept for the next run. */
  readonly profiles: string;
  /** How long a database is filled before the rest is left to the next run. */
  readonly budgetMs: number;
  /** What was measured before, so that a long run can be taken in pieces. */
  readonly known: Measured;
  /** Is given all of it after each size. */
  readonly keep: (measured: Measured) => void;
}

export async function growth(kind: Kind, options: GrowthOptions): Promise<Growth[]> {
  const { sizes, steps, profiles, budgetMs, known, keep } = options;
  const extension = await extensionWithLab(kind);
  const measured: Record<string, Record<number, number>> = structuredClone(known);
  for (const cards of sizes) {
    const filling = { cards, reviewsEach: USUAL_REVIEWS, budgetMs };
    const profile = await filledProfile(kind, extension, profiles, filling);
    if (!profile.isWhole) {
      console.error(`${cards} cards: the database is not yet filled; the same command goes on with it`);
      continue;
    }
    await measureSteps(
      steps,
      (work) => onCopy(kind, extension, profile.path, work),
      (step, value) => {
        console.error(`${cards} cards: ${step} ${value}`);
        measured[step] = { ...measured[step], [cards]: value };
        keep(measured);
      },
    );
  }
  return Object.entries(measured).flatMap(([step, values]) =>
    isGrowthStep(step)
      ? [
          {
            id: `growth-${step}-${kind}`,
            what: `${kind}: ${GROWTH_STEPS[step]}`,
            values,
            exponent: exponentOf(Object.entries(values).map(([cards, one]) => [Number(cards), one])),
          },
        ]
      : [],
  );
}
