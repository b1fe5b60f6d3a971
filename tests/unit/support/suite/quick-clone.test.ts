import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quickClone } from "../../../support/suite/quick-clone.ts";

/** `quick-database.ts` has put ours in the place of the built-in one, which is what v8 makes of its bytes. */
const { serialize, deserialize } = await import("node:v8");

describe("a quick clone", () => {
  test("of whatever value is the one that its bytes give", () => {
    const values = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withBigInt: true,
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(quickClone(value)).toStrictEqual(deserialize(serialize(value)));
      }),
    );
  });

  test("shares nothing with what it was made of", () => {
    const row = { id: 1, list: [{ deep: true }], bytes: new Uint8Array([1, 2]) };
    const copy = quickClone(row);
    expect(copy).toStrictEqual(row);
    expect(copy).not.toBe(row);
    expect(copy.list).not.toBe(row.list);
    expect(copy.list[0]).not.toBe(row.list[0]);
    expect(copy.bytes.buffer).not.toBe(row.bytes.buffer);
  });

  test("keeps one object that stands in two places one, and circles", () => {
    const one = { is: "one" };
    const twice = quickClone({ a: one, b: [one] });
    expect(twice.a).toBe(twice.b[0]);
    const circle: { self?: object } = {};
    circle.self = circle;
    const round = quickClone(circle);
    expect(round.self).toBe(round);
    expect(round).not.toBe(circle);
  });

  test("takes gaps, own properties of that name and what a class made as the built-in one does", () => {
    const gap: number[] = [1];
    gap[2] = 3;
    expect(1 in quickClone(gap)).toBe(false);
    const odd = quickClone(JSON.parse('{"__proto__": {"a": 1}}'));
    expect(Object.getPrototypeOf(odd)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(odd, "__proto__")?.value).toEqual({ a: 1 });
    expect(Object.getOwnPropertySymbols(quickClone({ [Symbol("none")]: 1 }))).toEqual([]);
    class Made {
      is = 1;
    }
    expect(Object.getPrototypeOf(quickClone(new Made()))).toBe(Object.prototype);
  });

  test.each([[() => 1], [Symbol("none")], [{ deep: [() => 1] }]])("refuses what cannot be stored: %s", (value) => {
    expect(() => quickClone(value)).toThrow(DOMException);
  });
});
