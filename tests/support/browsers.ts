import { afterEach } from "vitest";
import { type Driver, type Kind, launch, lend, type OwnDriver } from "./driver.ts";

/** Launches browsers that are closed after each test, whatever became of it. */
export function useBrowsers(): typeof launch {
  const open = new Set<OwnDriver>();
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

/**
 * Lends browsers that other tests had before, with the extension newly installed and no data. For tests that change
 * nothing of the browser but through `Driver`: whoever kills it, sets a preference or looks into a profile launches one.
 */
export function useLentBrowsers(): (kind: Kind, options?: { readonly timeZone?: string }) => Promise<Driver> {
  const lent: Awaited<ReturnType<typeof lend>>[] = [];
  afterEach(async ({ task }) => {
    const isSound = task.result?.state !== "fail";
    await Promise.all(lent.splice(0).map(({ giveBack }) => giveBack(isSound)));
  });
  return async (kind, options) => {
    const loan = await lend(kind, options);
    lent.push(loan);
    return loan.driver;
  };
}
