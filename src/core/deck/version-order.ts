import { byCodeUnits } from "../text-order.ts";

/**
 * Which of two versions of a deck is the later one. A version is whatever its author wrote ("1.10", "2026-11-26", "draft 3"),
 * so it is read as people read it: runs of digits as numbers, all else letter by letter, and what has more behind the same
 * beginning is later.
 * @returns less than 0 where `a` is the earlier one, 0 where both are the same: devices that compare the same two agree
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [runsOf(a), runsOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareRuns(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  // "01" and "1" say the same and are not the same.
  return left.length - right.length || byCodeUnits(a, b);
}

const runsOf = (version: string): readonly string[] => version.match(/\d+|\D+/g) ?? [];

/** Numbers may be longer than a number holds. */
function compareRuns(a: string, b: string): number {
  if (!(isNumber(a) && isNumber(b))) return byCodeUnits(a, b);
  const [left, right] = [a, b].map((run) => run.replace(/^0+/, ""));
  return (left?.length ?? 0) - (right?.length ?? 0) || byCodeUnits(left ?? "", right ?? "");
}

const isNumber = (run: string): boolean => /^\d/.test(run);
