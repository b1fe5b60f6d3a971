/** Pages are told of work that is written by steps, also where nobody is left who could tell of its end. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OnProgress, UNKNOWN_PROGRESS } from "../../../src/core/progress.ts";
import { announcing } from "../../../src/worker/announcing.ts";

let nowMs = 0;
const announced = vi.fn<(message: unknown) => void>();
const onProgress = vi.fn<OnProgress>();

beforeEach(() => {
  nowMs = 5000;
  announced.mockClear();
  onProgress.mockClear();
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  const channel = class extends EventTarget {
    postMessage = announced;
    close(): void {}
  };
  vi.stubGlobal("BroadcastChannel", channel);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("steps are told of every two seconds, and the end at once", async () => {
  const told: number[] = [];
  const result = await announcing(onProgress, async (sign) => {
    for (let step = 1; step <= 50; step++) {
      nowMs += 100;
      sign({ done: step, total: 50 });
      told.push(announced.mock.calls.length);
    }
    return "done";
  });
  expect(result).toBe("done");
  expect([told[18], told[19], told[38], told[39], told[49]]).toEqual([0, 1, 1, 2, 2]);
  expect(announced.mock.calls).toEqual([["changed"], ["changed"], ["changed"]]);
  expect(onProgress.mock.calls).toHaveLength(50);
  expect(onProgress).toHaveBeenLastCalledWith({ done: 50, total: 50 });
});

test("as long as nothing is written there is nothing to tell, however long that takes", async () => {
  await announcing(onProgress, async (sign) => {
    for (let look = 0; look < 10; look++) {
      nowMs += 1000;
      sign(UNKNOWN_PROGRESS);
    }
    expect(announced).not.toHaveBeenCalled();
    sign({ done: 20, total: 100 });
    expect(announced).toHaveBeenCalledTimes(1);
  });
});

test("work that fails has written what it had told of", async () => {
  const failing = announcing(onProgress, () => Promise.reject(new Error("full")));
  await expect(failing).rejects.toThrow("full");
  expect(announced).toHaveBeenCalledTimes(1);
});
