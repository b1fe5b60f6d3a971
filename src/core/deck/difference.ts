/** Where what was typed differs from the answer, as far as letters can tell. */

/** A piece of what was typed, or one that it lacks. */
export interface Piece {
  readonly kind: "same" | "extra" | "missing";
  readonly text: string;
}

/** Longer ones are not typed, and the table would grow with both. */
const LONGEST_COMPARED = 80;

/**
 * What of a typed answer is right, what is too much and what it lacks, in order: the longest pieces in common. Case makes no
 * difference.
 */
export function difference(typed: string, right: string): readonly Piece[] {
  const [a, b] = [[...typed.trim()].slice(0, LONGEST_COMPARED), [...right].slice(0, LONGEST_COMPARED)];
  const isSame = (i: number, k: number): boolean => a[i]?.toLowerCase() === b[k]?.toLowerCase();
  // longest[i][k]: how much a from i on and b from k on have in common.
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, k: number): number => longest[i]?.[k] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let k = b.length - 1; k >= 0; k--) {
      const row = longest[i];
      if (row) row[k] = isSame(i, k) ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
    }
  }
  const parts: Piece[] = [];
  const add = (kind: Piece["kind"], text = ""): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  let [i, k] = [0, 0];
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && isSame(i, k)) {
      add("same", a[i]);
      i++;
      k++;
    } else if (i < a.length && (k === b.length || at(i + 1, k) >= at(i, k + 1))) add("extra", a[i++]);
    else add("missing", b[k++]);
  }
  return parts;
}

/** How much of the longer text may differ where a comparison of letters can still be read: more of it would be a salad. */
const MOST_DIFFERENT = 1 / 3;

/** What two texts differ in, as a part of the longer one: 0 for the same letters, 1 where they share none. */
function apart(typed: string, right: string): number {
  let [changed, extra, missing] = [0, 0, 0];
  for (const { kind, text } of [...difference(typed, right), { kind: "same", text: "" } as const]) {
    const { length } = [...text];
    if (kind === "extra") extra += length;
    else if (kind === "missing") missing += length;
    else {
      // Another letter in place of one is one change.
      changed += Math.max(extra, missing);
      [extra, missing] = [0, 0];
    }
  }
  return changed / Math.max(1, [...typed.trim()].length, [...right].length);
}

/**
 * The spelling that what was typed comes nearest to, which its letters are compared with: mostly the answer itself.
 * @param right the spellings that are right
 * @returns null where none is near enough for a comparison that can be read
 */
export function nearestOf(typed: string, right: readonly string[]): string | null {
  const [nearest] = right.map((one) => ({ one, by: apart(typed, one) })).sort((a, b) => a.by - b.by);
  return nearest && nearest.by <= MOST_DIFFERENT ? nearest.one : null;
}
