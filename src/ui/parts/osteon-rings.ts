export interface Ring {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  /** Dots on the circle where the osteocytes live, as a dash pattern; null for a ring without. */
  readonly lacunae: string | null;
  readonly newest: boolean;
}

export const CANAL = { cx: 95, cy: 104, r: 8 } as const;
const INNERMOST = 18;
const OUTERMOST = 94;
/** More would run into each other; a day of more cards than that is drawn as a full bone. */
const MOST = 18;
/** So few rings still look like bone. */
const ROOM_FOR_AT_LEAST = 7;

/** Lamellae from the canal outwards in a square of 200, slightly off centre as in nature: one for each card. */
export function osteonRings(count: number): readonly Ring[] {
  const rings = Math.max(1, Math.min(MOST, Math.floor(count)));
  const gap = (OUTERMOST - INNERMOST) / (Math.max(rings, ROOM_FOR_AT_LEAST) - 1);
  return Array.from({ length: rings }, (_, index) => {
    const radius = INNERMOST + index * gap;
    const drift = 1 - radius / OUTERMOST;
    const spacing = (2 * Math.PI * (radius + gap / 2)) / Math.round(4 + radius / 9);
    return {
      cx: 100 - 6 * drift,
      cy: 100 + 5 * drift,
      rx: radius,
      ry: radius * 0.98,
      lacunae: index % 2 === 1 && index < rings - 1 ? `0 ${spacing.toFixed(2)}` : null,
      newest: index === rings - 1,
    };
  });
}

/** How far outside its ring the rooms of the osteocytes lie. */
export const LACUNA_OFFSET = 2.2;

/** The square that a bone of so many rings fills, within the 200 of a full one. */
export function frameOf(rings: readonly Ring[]): { readonly viewBox: string; readonly share: number } {
  const newest = rings[rings.length - 1];
  if (newest === undefined) return { viewBox: "0 0 200 200", share: 1 };
  const half = newest.rx + 3;
  return { viewBox: `${newest.cx - half} ${newest.cy - half} ${2 * half} ${2 * half}`, share: half / 100 };
}
