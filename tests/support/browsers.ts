import { afterAll, afterEach } from "vitest";
import { type Driver, type Kind, type LentDriver, type LoanOptions, launch, lend, type OwnDriver } from "./driver.ts";

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
 * nothing of the browser but through `Driver`: whoever kills it or looks into a profile launches one.
 */
export function useLentBrowsers(): (kind: Kind, options?: LoanOptions) => Promise<LentDriver> {
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

/**
 * Lends a browser to all tests of a file that ask for one of the same kind, with the extension as the test before them left
 * it: what a first start takes is taken once. For tests that only look, in an order in which none minds what the ones before
 * it did. Each begins without tabs of theirs, whoever opened them; after a failure the next one finds the extension newly installed.
 */
export function useOneLentBrowser(): (kind: Kind) => Promise<Driver> {
  let lent: { readonly kind: Kind; readonly loan: Awaited<ReturnType<typeof lend>> } | null = null;
  const giveBack = async (isSound: boolean) => {
    const last = lent;
    lent = null;
    await last?.loan.giveBack(isSound);
  };
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") return giveBack(false);
    await lent?.loan.closeTabs();
  });
  afterAll(() => giveBack(true));
  return async (kind) => {
    if (lent && lent.kind !== kind) await giveBack(true);
    lent ??= { kind, loan: await lend(kind) };
    return lent.loan.driver;
  };
}
