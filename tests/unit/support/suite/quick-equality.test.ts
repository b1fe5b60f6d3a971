import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSameData } from "../../../support/suite/quick-equality.ts";

class Made {
  is = 1;
}

const sparse = [1, 2];
delete sparse[1];
/** As many names as places. */
const named = Object.assign([1, 2], { of: "text" });
delete named[1];

/** What is alike and yet not the same. */
const ALIKE: readonly [unknown, unknown][] = [
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }],
  [{ a: 1 }, { a: 1, [Symbol("b")]: 2 }],
  [{ is: 1 }, new Made()],
  [{ 0: 1, length: 1 }, [1]],
  [0, -0],
  [[1], [1, undefined]],
  [sparse, [1, undefined]],
  [named, [1, undefined]],
  [/b/.exec("abc"), ["b"]],
  [new Uint8Array([1]), new Uint8Array([2])],
  [new Uint8Array([1]), new Uint8ClampedArray([1])],
  [new Uint8Array([1]), [1]],
  [new Float64Array([0]), new Float64Array([-0])],
  [new Float64Array([Number.NaN, 1]), new Float64Array([Number.NaN, 2])],
  [{ deep: [{ a: 1 }] }, { deep: [{ a: 2 }] }],
];

describe("the same data", () => {
  test.each(ALIKE)("is neither %o nor %o", (a, b) => {
    expect(isSameData(a, b)).toBe(false);
    expect(isSameData(b, a)).toBe(false);
    expect(() => expect(a).toStrictEqual(b)).toThrow();
  });

  test("is that of which Node says so", () => {
    const any = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    const values = fc.oneof(any, fc.constantFrom(...ALIKE.flat()));
    fc.assert(fc.property(values, values, (a, b) => !isSameData(a, b) || isDeepStrictEqual(a, b)));
  });

  test("is found in all plain data, and in no circle", () => {
    const data = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.uint8Array(), fc.float64Array());
    fc.assert(fc.property(data, (value) => isSameData(value, structuredClone(value))));
    const circle: { self?: object } = {};
    circle.self = circle;
    const other: { self?: object } = {};
    other.self = other;
    expect(isSameData(circle, other)).toBe(false);
    expect(circle).toEqual(other);
  });
});
