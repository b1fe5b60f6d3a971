import { afterEach, expect, test, vi } from "vitest";
import { takeSteps } from "../../../src/care/steps.ts";

afterEach(() => vi.restoreAllMocks());

test("steps are taken in their order, and one that fails is reported and skips no other", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const taken: string[] = [];
  const boom = new Error("boom");
  const told: boolean[] = [];
  const steps = {
    first: async () => taken.push("first"),
    rejecting: () => Promise.reject(boom),
    throwing: () => {
      throw boom;
    },
    last: async () => taken.push("last"),
  };
  const changed = await takeSteps(steps, (by) => told.push(by));
  expect(told).toEqual([false, false, false, false]);
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
  const told: boolean[] = [];
  expect(await takeSteps({ one: async () => one, two: async () => two }, (by) => told.push(by))).toBe(any);
  expect(told).toEqual([one === true, two === true]);
});
