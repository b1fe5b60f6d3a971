import type { JSX } from "preact";
import { osteonRings } from "./osteon-rings.ts";

/** The mark of Osteon with as many lamellae as asked for: one more for each card of the day, up to a full bone. */
export function Osteon({ lamellae }: { lamellae: number }): JSX.Element {
  return (
    <svg class="osteon" viewBox="0 0 200 200" aria-hidden="true">
      {osteonRings(lamellae).map((ring) => (
        <ellipse
          key={ring.index}
          cx={ring.cx}
          cy={ring.cy}
          rx={ring.rx}
          ry={ring.ry}
          class={ring.newest ? "osteon-ring osteon-newest" : "osteon-ring"}
          stroke-dasharray={ring.dashes}
        />
      ))}
      <circle cx={94} cy={105} r={9} class="osteon-canal" />
    </svg>
  );
}
