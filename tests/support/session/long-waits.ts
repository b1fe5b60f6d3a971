import { vi } from "vitest";

/** Waits of so many milliseconds and more are those that a page makes for something that never comes in a test. */
const LONG_MS = 5000;

/** Ends long waits at once, until the mocks are restored: what is tested is what comes after them. */
export function endLongWaits(): void {
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) =>
    setTimeout(run, ms >= LONG_MS ? 0 : ms)) as typeof setTimeout);
}
