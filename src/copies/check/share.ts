/** How much of a check is done: what its parts have looked at, each thing at about the time that it takes. */
import type { OnProgress } from "../../core/progress.ts";
import type { CheckPart, CheckTools } from "./part.ts";

export interface CheckShare {
  /** A part has looked at so many things more. */
  readonly looked: (part: number, things: number) => void;
  readonly ended: (part: number) => void;
}

/** What is done never falls: a part that has more to look at than was counted stands still at its end. */
export async function beginShare(
  parts: readonly CheckPart[],
  tools: CheckTools,
  onProgress: OnProgress,
): Promise<CheckShare> {
  const counts = await Promise.all(parts.map((part) => part.count(tools).catch(unknown)));
  const costs = counts.map((count, i) => count * (parts[i]?.costUs ?? 0));
  const total = sum(costs);
  const done = costs.map(() => 0);
  const add = (part: number, cost: number): void => {
    done[part] = Math.min(costs[part] ?? 0, (done[part] ?? 0) + cost);
    onProgress({ done: sum(done), total });
  };
  onProgress({ done: 0, total });
  return {
    looked: (part, things) => add(part, things * (parts[part]?.costUs ?? 0)),
    ended: (part) => add(part, Number.POSITIVE_INFINITY),
  };
}

/** What cannot be counted may still be checked, and the rest all the more. */
function unknown(error: unknown): number {
  console.error("it is not known how much there is to check:", error);
  return 0;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
