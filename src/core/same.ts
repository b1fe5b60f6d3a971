/** Whether two values are equal as JSON, whatever the order of their fields. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  // Not by a set of all their fields: each event of a long log is compared here, and to make the sets takes most of it.
  for (const key of Object.keys(a)) if (!same(a[key as keyof typeof a], b[key as keyof typeof b])) return false;
  for (const key of Object.keys(b))
    if (!Object.hasOwn(a, key) && !same(a[key as keyof typeof a], b[key as keyof typeof b])) return false;
  return true;
}
