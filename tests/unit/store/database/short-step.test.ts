import { afterEach, describe, expect, test, vi } from "vitest";
import { inShortStep } from "../../../../src/store/database/short-step.ts";

afterEach(() => vi.restoreAllMocks());

/** A clock on which each look takes so long. */
const clockOf = (ms: number): void => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += ms;
    return now;
  });
};
const items = Array.from({ length: 95 }, (_, i) => i);

async function worked(): Promise<{ readonly met: readonly number[]; readonly done: number }> {
  const met: number[] = [];
  const done = await inShortStep(items, async (batch) => met.push(...batch));
  return { met, done };
}

describe("a step", () => {
  test("works on all there is while there is time, each item once and in its order", async () => {
    clockOf(0);
    expect(await worked()).toEqual({ met: items, done: items.length });
  });

  test("begins nothing when its time is up, and says how far it came", async () => {
    clockOf(4);
    const { met, done } = await worked();
    expect(done).toBeLessThan(items.length);
    expect(met).toEqual(items.slice(0, done));
  });

  test("goes on by one batch at least, however slow the machine, or it would never end", async () => {
    clockOf(60_000);
    expect((await worked()).done).toBeGreaterThan(0);
  });

  test("of nothing is done", async () => {
    expect(await inShortStep([], () => Promise.resolve())).toBe(0);
  });
});
