/** Deeper than anything that Osteon writes, or will; what is deeper would break the stack in places. */
const DEEPEST = 64;

/**
 * JSON in one form only: keys in code-unit order, no spaces, numbers and strings as `JSON.stringify` writes them.
 * Two values that say the same have the same text, so that texts can be compared and hashed.
 * @param value plain data: finite numbers, no cycles
 * @throws RangeError for what is nested more than 64 deep
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} deep`);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field, depth + 1)}`);
  return `{${fields.join(",")}}`;
}

/** The same, or null for what is nested too deep. */
export function canonicalIfShallow(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
