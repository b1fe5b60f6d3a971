/**
 * JSON in one form only: keys in code-unit order, no spaces, numbers and strings as `JSON.stringify` writes them.
 * Two values that say the same have the same text, so that texts can be compared and hashed.
 * @param value plain data whose shape was checked before: finite numbers, no cycles, no great depth
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}
