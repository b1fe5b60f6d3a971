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
