import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf, osteonRings } from "../../../../src/ui/parts/osteon-rings.ts";

describe("osteonRings", () => {
  it("draws one ring for each card, from one up to a full bone", () => {
    expect([0, 1, 7, 18, 500].map((count) => osteonRings(count).length)).toEqual([1, 1, 7, 18, 18]);
  });

  it("lays every ring round the one before, without touching it, inside its frame", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const rings = osteonRings(count);
        for (const [index, ring] of rings.entries()) {
          const before = rings[index - 1];
          if (before === undefined) continue;
          const apart = Math.hypot(ring.cx - before.cx, ring.cy - before.cy);
          expect(ring.ry - before.rx).toBeGreaterThan(apart);
        }
        expect(frameOf(rings).share).toBeLessThanOrEqual(1);
        expect(rings.filter((ring) => ring.newest)).toHaveLength(1);
      }),
    );
  });
});
