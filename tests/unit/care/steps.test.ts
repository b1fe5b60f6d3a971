import { afterEach, expect, test, vi } from "vitest";
import { takeSteps } from "../../../src/care/steps.ts";

afterEach(() => vi.restoreAllMocks());

test("steps are taken in their order, and one that fails is reported and skips no other", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const taken: string[] = [];
  const boom = new Error("boom");
  const changed = await takeSteps({
    first: async () => taken.push("first"),
    rejecting: () => Promise.reject(boom),
    throwing: () => {
      throw boom;
    },
    last: async () => taken.push("last"),
  });
  expect(taken).toEqual(["first", "last"]);
  expect(logged.mock.calls).toEqual([
    ["rejecting failed:", boom],
    ["throwing failed:", boom],
  ]);
  expect(changed).toBe(false);
});

test.each([
  [[true, false], true],
  [[false, true], true],
  [[false, undefined], false],
])("of steps that resolve to %j, whether any changed something: %s", async ([one, two], any) => {
  expect(await takeSteps({ one: async () => one, two: async () => two })).toBe(any);
});
