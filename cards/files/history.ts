/** Where an id that was renamed stands today. People's progress hangs on ids, so every chain of renames has to end. */
import type { History } from "./deck-file.ts";

export interface Renames {
  /** Every id on the way, the first included; the last stands twice when the chain is a circle. */
  readonly trail: readonly string[];
  /** The id that nothing renames further; null when the chain runs in a circle. */
  readonly end: string | null;
}

export function followRenames({ renamed }: Pick<History, "renamed">, id: string): Renames {
  const next = new Map(Object.entries(renamed));
  const trail = new Set([id]);
  for (let at = id; ; ) {
    const to = next.get(at);
    if (to === undefined) return { trail: [...trail], end: at };
    if (trail.has(to)) return { trail: [...trail, to], end: null };
    trail.add(to);
    at = to;
  }
}

/** One problem for each circle, which would lose the progress on all of its ids. */
export function renameCircles(history: Pick<History, "renamed">): string[] {
  const problems: string[] = [];
  const told = new Set<string>();
  for (const id of Object.keys(history.renamed)) {
    const { trail, end } = followRenames(history, id);
    if (end === null && !trail.some((each) => told.has(each))) {
      problems.push(`history.yaml: renamed "${id}": the names run in a circle: ${trail.join(" to ")}`);
    }
    for (const each of trail) told.add(each);
  }
  return problems;
}
