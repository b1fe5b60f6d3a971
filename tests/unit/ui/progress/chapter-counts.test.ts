/** Numbers that stand under a sum. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { apportioned } from "../../../../src/ui/progress/chapter-counts.ts";

test("add up to the sum, where each rounded for itself would not", () => {
  expect(apportioned([1.4, 2.4, 3.4], 7)).toEqual([2, 2, 3]);
  expect(apportioned([0.5, 0.5], 1)).toEqual([1, 0]);
  expect(apportioned([0.2, 0.3, 2.5], 3)).toEqual([0, 0, 3]);
  expect(apportioned([], 0)).toEqual([]);
});

test("are each the part rounded up or down, whatever the parts are", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 40 }), (parts) => {
      const total = Math.round(parts.reduce((sum, one) => sum + one, 0));
      const found = apportioned(parts, total);
      expect(found.reduce((sum, one) => sum + one, 0)).toBe(total);
      for (const [at, one] of found.entries())
        expect([Math.floor, Math.ceil].map((by) => by(parts[at] ?? 0))).toContain(one);
    }),
  );
});
