import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions } from "../../../../src/core/deck/version-order.ts";

test.each([
  ["1", "2"],
  ["9", "10"],
  ["1.9", "1.10"],
  ["1.2", "1.2.1"],
  ["1.0", "1.0b"],
  ["2025-12-31", "2026-01-01"],
  ["draft 2", "draft 10"],
  ["v1", "v2"],
  ["01", "1"],
  ["", "0"],
  ["123456789012345678901", "123456789012345678902"],
])("%s is earlier than %s", (a, b) => {
  expect(compareVersions(a, b)).toBeLessThan(0);
  expect(compareVersions(b, a)).toBeGreaterThan(0);
});

test("any versions have one order, whoever compares them", () => {
  const version = fc.oneof(fc.stringMatching(/^[0-9a.-]{0,6}$/), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
      expect(compareVersions(a, b) === 0).toBe(a === b);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
