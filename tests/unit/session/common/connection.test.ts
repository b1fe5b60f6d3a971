import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ConnectionWatch, watchConnection } from "../../../../src/session/common/connection.ts";
import type { Trouble } from "../../../../src/store/database/trouble.ts";

const LONG_MS = 60_000;
let told: (Trouble | null)[];
let watch: ConnectionWatch;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  watch = watchConnection(
    () => told.push(watch.trouble()),
    async () => {},
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test("an upgrade that takes a while is told of until the opening has ended", async () => {
  watch.options.onUpgrading();
  expect(told).toEqual([]);
  vi.advanceTimersByTime(LONG_MS);
  expect(told).toEqual(["upgrading"]);
  expect(await watch.opening(Promise.resolve("open"))).toBe("open");
  expect(watch.trouble()).toBeNull();
});

test("one that succeeds or fails at once is not told of, nor later", async () => {
  watch.options.onUpgrading();
  await watch.opening(Promise.resolve());
  vi.advanceTimersByTime(LONG_MS);
  watch.options.onUpgrading();
  await expect(watch.opening(Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  vi.advanceTimersByTime(LONG_MS);
  expect(told).toEqual([]);
});

test("nor where it waits for other tabs, or the connection is closed", () => {
  watch.options.onUpgrading();
  watch.options.onBlocked();
  vi.advanceTimersByTime(LONG_MS);
  watch.options.onUpgrading();
  watch.options.onClosed("databaseClosed");
  vi.advanceTimersByTime(LONG_MS);
  expect(told).toEqual(["otherTabs", "databaseClosed"]);
});
