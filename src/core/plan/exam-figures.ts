/** What can be said of an exam in whole facts: no part of them is ever more than the whole. */
import type { Band } from "../memory/simulate/band.ts";

export interface ExamFigures {
  /** Facts that are begun by the day, and those of all that are not. */
  readonly begun: number;
  readonly notBegun: number;
  /** Of those that are begun: how many are likely known, and between which numbers that may lie. */
  readonly known: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The runs of a forecast begin some facts more or less, so the best of them know more than are begun on average: what is said
 * beside that average ends at it.
 * @param total facts of all cards that are on
 */
export function examFigures(
  { facts, begun }: { readonly facts: Band; readonly begun: Band },
  total: number,
): ExamFigures {
  const within = (value: number, most: number): number => Math.min(Math.round(value), most);
  const all = within(begun.mean, total);
  return {
    begun: all,
    notBegun: total - all,
    known: within(facts.mean, all),
    low: within(facts.low, all),
    high: within(facts.high, all),
  };
}
