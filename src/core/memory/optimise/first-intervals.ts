/**
 * How cards were remembered at their first long review, by first grade and days waited, without what is too rare to
 * mean anything. Source: fsrs-rs 6.6, src/dataset.rs.
 */
import { cardCount, type ReviewColumns } from "./columns.ts";

/** Cards with the same first grade that waited equally long. */
export interface FirstInterval {
  readonly days: number;
  readonly count: number;
  readonly remembered: number;
}

/** Of each grade at least so many are left out, the rarest intervals first, or one in twenty if that is more. */
const FEWEST_LEFT_OUT = 20;
const PART_LEFT_OUT = 20;
const FEWEST_TOGETHER = 6;
const LONGEST_DAYS = 100;
const LONGEST_DAYS_AFTER_EASY = 365;

/** @returns by first grade, 1 to 4, in the order of days; grades of which nothing is common enough are missing */
export function firstIntervals(columns: ReviewColumns): ReadonlyMap<number, readonly FirstInterval[]> {
  const { starts, elapsedDays, ratings } = columns;
  const groups = new Map<number, { grade: number; days: number; count: number; remembered: number }>();
  for (let card = 0; card < cardCount(columns); card++) {
    const from = starts[card] ?? 0;
    const to = starts[card + 1] ?? 0;
    let at = from + 1;
    while (at < to && (elapsedDays[at] ?? 0) === 0) at += 1;
    if (at >= to) continue;
    const days = elapsedDays[at] ?? 0;
    const grade = ratings[from] ?? 0;
    const key = days * 5 + grade;
    const group = groups.get(key) ?? { grade, days, count: 0, remembered: 0 };
    group.count += 1;
    if ((ratings[at] ?? 0) > 1) group.remembered += 1;
    groups.set(key, group);
  }
  return new Map(
    [1, 2, 3, 4].flatMap((grade) => {
      const ofGrade = [...groups.values()].filter((group) => group.grade === grade);
      const common = withoutRare(grade, ofGrade);
      return common.length > 0 ? [[grade, common.sort((a, b) => a.days - b.days)]] : [];
    }),
  );
}

function withoutRare(grade: number, all: readonly FirstInterval[]): FirstInterval[] {
  const rarestFirst = all.toSorted((a, b) => a.count - b.count || a.days - b.days);
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(FEWEST_LEFT_OUT, Math.floor(total / PART_LEFT_OUT));
  const longest = grade === 4 ? LONGEST_DAYS_AFTER_EASY : LONGEST_DAYS;
  let leftOut = 0;
  return rarestFirst.filter(({ count, days }) => {
    if (leftOut + count < most) {
      leftOut += count;
      return false;
    }
    return count >= FEWEST_TOGETHER && days <= longest;
  });
}
