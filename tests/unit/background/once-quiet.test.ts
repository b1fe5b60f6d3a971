import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onceQuiet } from "../../../src/background/once-quiet.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("work that is asked for again and again is done once, after the last time", () => {
  const work = vi.fn();
  const ask = onceQuiet(work);
  for (let grades = 0; grades < 5; grades++) {
    ask();
    vi.advanceTimersByTime(1900);
  }
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  vi.advanceTimersByTime(2000);
  expect(work).toHaveBeenCalledTimes(2);
});
