import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalIfShallow, canonicalJson } from "../../../src/exchange/canonical.ts";

const json = fc.jsonValue({ maxDepth: 4 });

/** The same by another way: entries sorted by code units, each written by itself. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${plainly(field)}`).join(",")}}`;
}

test("a value has one text, in whatever order its keys came", () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(text).toBe(plainly(value));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test("keys of many shapes, one value after the other, have the text that each has by itself", () => {
  const key = fc.constantFrom("b", "a", "c", "10", "9", "__proto__", "id");
  const object = fc.dictionary(key, fc.oneof(json, fc.dictionary(key, json)));
  fc.assert(
    fc.property(fc.array(object), (values) => {
      for (const value of values) expect(canonicalJson(value)).toBe(plainly(value));
    }),
  );
});

test("keys that look like numbers stand by their code units, and fields without a value are left out", () => {
  expect(canonicalJson({ 9: 1, 10: 2, b: undefined, a: { z: [], y: null } })).toBe(
    '{"10":2,"9":1,"a":{"y":null,"z":[]}}',
  );
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test("what is nested too deep has none", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
  expect(canonicalIfShallow(nested(64))).not.toBeNull();
  expect(canonicalIfShallow(nested(65))).toBeNull();
});
