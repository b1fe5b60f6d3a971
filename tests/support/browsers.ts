import { afterEach } from "vitest";
import { type Driver, launch } from "./driver.ts";

/** Launches browsers that are closed after each test, whatever became of it. */
export function useBrowsers(): typeof launch {
  const open = new Set<Driver>();
  afterEach(async () => {
    const all = [...open];
    open.clear();
    // One that was killed by its test has nothing left to close.
    await Promise.all(all.map((driver) => (driver.browser.connected ? driver.close() : undefined)));
  });
  return async (...args) => {
    const driver = await launch(...args);
    open.add(driver);
    return driver;
  };
}
