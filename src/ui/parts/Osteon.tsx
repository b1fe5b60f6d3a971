import type { JSX } from "preact";
import { CANAL, frameOf, LACUNA_OFFSET, osteonRings } from "./osteon-rings.ts";

/** The mark of Osteon with as many lamellae as asked for: one more for each card of the day, up to a full bone. */
export function Osteon({ lamellae }: { lamellae: number }): JSX.Element {
  const rings = osteonRings(lamellae);
  const { viewBox, share } = frameOf(rings);
  return (
    <svg class="osteon" viewBox={viewBox} style={{ "--share": share }} aria-hidden="true">
      {rings.map(({ cx, cy, rx, ry, lacunae, newest }) => (
        <g key={rx}>
          <ellipse cx={cx} cy={cy} rx={rx} ry={ry} class={newest ? "osteon-ring osteon-newest" : "osteon-ring"} />
          {lacunae !== null && (
            <ellipse
              cx={cx}
              cy={cy}
              rx={rx + LACUNA_OFFSET}
              ry={ry + LACUNA_OFFSET}
              class="osteon-lacunae"
              stroke-dasharray={lacunae}
            />
          )}
        </g>
      ))}
      <circle {...CANAL} class="osteon-canal" />
    </svg>
  );
}
