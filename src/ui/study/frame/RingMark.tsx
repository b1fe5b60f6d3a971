import type { JSX } from "preact";
import type { DayCounts } from "../../../session/study/session-view.ts";
import { dayShare } from "./day-share.ts";

/** A gap between two arcs is no wider than this share of the ring, and no wider than the arc: many become a line of dots. */
const GAP = 1 / 32;

/**
 * The mark that leads to what is known, as a small ring of today: its outer lamella has a thin arc for each answer that is
 * still asked for, and a thick one that grows by one answer with each grade.
 */
export function RingMark({ counts }: { readonly counts: DayCounts | null }): JSX.Element {
  const { total, share } = counts ? dayShare(counts) : { total: 0, share: 0 };
  const gap = Math.min(0.5, total * GAP);
  return (
    <svg class="ring-mark" viewBox="0 0 20 20" aria-hidden="true">
      {[2, 5, 8.5].map((r) => (
        <circle
          key={r}
          cx="10"
          cy="10"
          r={r}
          pathLength={total || 1}
          stroke-dasharray={r > 8 ? `${1 - gap} ${gap}` : undefined}
        />
      ))}
      <circle cx="10" cy="10" r="8.5" pathLength={1} style={{ strokeDasharray: `${share} 1` }} data-done />
    </svg>
  );
}
