/** Whether two lists hold the same texts in the same order; without the calls of `every`, since it is asked for each event of a log. */
export function isSameList(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}
