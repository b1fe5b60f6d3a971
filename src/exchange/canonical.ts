/** Deeper than anything that Osteon writes, or will; what is deeper would break the stack in places. */
const DEEPEST = 64;

/**
 * JSON in one form only: keys in code-unit order, no spaces, numbers and strings as `JSON.stringify` writes them.
 * Two values that say the same have the same text, so that texts can be compared and hashed.
 * @param value plain data: finite numbers, no cycles
 * @throws RangeError for what is nested more than 64 deep
 */
export const canonicalJson = (value: unknown): string =>
  // What was read from such a text is in this order already, and the browser writes it several times as fast.
  isInOrder(value, 0) ? JSON.stringify(value) : written(value, 0);

function isInOrder(value: unknown, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1));
  let last: string | null = null;
  for (const [key, field] of Object.entries(value)) {
    if ((last !== null && key < last) || !isInOrder(field, depth + 1)) return false;
    last = key;
  }
  return true;
}

function written(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} deep`);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = "";
  // Without a comparison given they are sorted by code units.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${written(field, depth + 1)}`;
  }
  return `{${text}}`;
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
