import type { CardContent } from "../../core/deck/deck.ts";

/** How many options a card offers; 0 where it is no choice. */
export const optionCount = (content: CardContent): number => (content.type === "choice" ? content.options.length : 0);

/**
 * The indexes 0 to count - 1 in random order, each order equally likely (Fisher-Yates).
 * @param count 256 at most
 * @param randomBytes returns that many random bytes
 */
export function shuffledIndexes(count: number, randomBytes: (count: number) => Uint8Array): number[] {
  const indexes = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, randomBytes);
    [indexes[last], indexes[other]] = [indexes[other] as number, indexes[last] as number];
  }
  return indexes;
}

/** A whole number below the limit. Bytes that would favour the small ones are thrown away. */
function below(limit: number, randomBytes: (count: number) => Uint8Array): number {
  const fair = 256 - (256 % limit);
  for (;;) {
    const [byte = 0] = randomBytes(1);
    if (byte < fair) return byte % limit;
  }
}
