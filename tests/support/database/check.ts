/** Assertions that run anywhere, a browser page included; vitest's expect does not. */

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, e] = [stable(actual), stable(expected)];
  if (a !== e) throw new Error(`${what}: expected ${e}, got ${a}`);
}

export async function rejects(work: Promise<unknown>, what: string): Promise<unknown> {
  let outcome: unknown;
  try {
    outcome = await work;
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected a rejection, got ${stable(outcome)}`);
}

/** JSON with sorted keys, so that two equal objects are written alike. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "undefined"
  );
}
