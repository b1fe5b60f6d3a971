import { type FactFigures, type FactsKnown, factsKnown } from "../../core/stats/known-facts.ts";
import { t } from "../../platform/i18n.ts";

/** "5 of 12": how many facts one would recall of how many. */
export const countText = ({ expected, facts }: Pick<FactsKnown, "expected" | "facts">): string =>
  t("knowChapter", Math.round(expected), facts);

interface Counted {
  readonly chapters: readonly { readonly facts: FactFigures }[];
  readonly known: FactsKnown;
}

/** The count of each chapter of a deck; together they are what is said of the whole deck. */
export function chapterCounts({ chapters, known }: Counted): readonly string[] {
  const expected = chapters.map(({ facts }) => factsKnown([facts]).expected);
  const whole = apportioned(expected, Math.round(known.expected));
  return chapters.map(({ facts }, at) => t("knowChapter", whole[at] ?? 0, facts.length));
}

/**
 * Whole numbers that stand under a sum, so that they add up to it: each part is rounded down, and what is missing goes to
 * those that lost most by it, of equal ones to the first. This is the method of the largest remainder, which Hamilton
 * proposed for seats of a parliament.
 * @param parts none below 0
 * @param total what the numbers add up to; at least the sum of the parts rounded down, as the rounded sum is
 */
export function apportioned(parts: readonly number[], total: number): number[] {
  const whole = parts.map(Math.floor);
  const missing = total - whole.reduce((sum, one) => sum + one, 0);
  const lost = (at: number): number => (parts[at] ?? 0) - (whole[at] ?? 0);
  const order = [...parts.keys()].sort((a, b) => lost(b) - lost(a) || a - b);
  const raised = new Set(order.slice(0, Math.max(0, missing)));
  return whole.map((one, at) => (raised.has(at) ? one + 1 : one));
}
