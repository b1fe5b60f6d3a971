/** Runs before each file of unit tests that replaces modules. The next file of the worker finds none of them, replaced or not. */
import { afterAll, vi } from "vitest";

afterAll(() => {
  vi.resetModules();
});
