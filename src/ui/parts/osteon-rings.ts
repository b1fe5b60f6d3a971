export interface Ring {
  readonly index: number;
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  /** Every other lamella is broken by lacunae, the small rooms of the osteocytes. */
  readonly dashes: string;
  readonly newest: boolean;
}

const MOST = 24;
const CANAL = 14;
const OUTERMOST = 96;

/** Lamellae from the canal outwards in a square of 200, slightly off centre as in nature. */
export function osteonRings(count: number): readonly Ring[] {
  const rings = Math.max(0, Math.min(MOST, Math.floor(count)));
  const gap = (OUTERMOST - CANAL) / MOST;
  return Array.from({ length: rings }, (_, index) => {
    const radius = CANAL + (index + 1) * gap;
    const drift = 1 - radius / OUTERMOST;
    const lacunae = 3 + Math.floor(radius / 12);
    const stretch = (2 * Math.PI * radius) / lacunae;
    return {
      index,
      cx: 100 - 6 * drift,
      cy: 100 + 5 * drift,
      rx: radius,
      ry: radius * 0.98,
      dashes: index % 2 === 1 ? `${(stretch * 0.86).toFixed(1)} ${(stretch * 0.14).toFixed(1)}` : "none",
      newest: index === rings - 1,
    };
  });
}
