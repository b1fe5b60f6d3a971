import { apportioned } from "../../core/stats/apportioned.ts";
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
