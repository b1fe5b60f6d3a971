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
 * Lends one browser to all tests of a block, which asks for it before them and opens its pages by itself. After the last it is
 * given back, and where one of them failed nobody gets it again.
 */
export function useBrowserOfBlock(kind: Kind): (options?: LoanOptions) => Promise<LentDriver> {
  let loan: Awaited<ReturnType<typeof lend>> | undefined;
  let isSound = true;
  afterEach(({ task }) => {
    isSound &&= task.result?.state !== "fail";
  });
  afterAll(() => loan?.giveBack(isSound));
  return async (options) => {
    loan = await lend(kind, options);
    return loan.driver;
  };
}

/** The loan that a whole file has at this moment; see {@link useOneLentBrowser}. */
let ofFile: { readonly kind: Kind; readonly loan: Awaited<ReturnType<typeof lend>> } | null = null;

async function giveBackOfFile(isSound: boolean): Promise<void> {
  const last = ofFile;
  ofFile = null;
  await last?.loan.giveBack(isSound);
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
    // The browser that the file has serves this test as well; another one would have to be started.
    if (ofFile?.kind === kind) await giveBackOfFile(true);
    const loan = await lend(kind, options);
    lent.push(loan);
    return loan.driver;
  };
}

/**
 * Lends a browser to all tests of a file, or of the block in which this is called, that ask for one of the same kind, with
 * the extension as the test before them left it: what a first start takes is taken once. For tests that only look, in an order in which none minds what the ones before
 * it did. Each begins without tabs of theirs, whoever opened them. After a failure, and after a test that was lent a browser for
 * itself, the next one finds the extension newly installed.
 */
export function useOneLentBrowser(): (kind: Kind) => Promise<Driver> {
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") return giveBackOfFile(false);
    await ofFile?.loan.closeTabs();
  });
  afterAll(() => giveBackOfFile(true));
  return async (kind) => {
    if (ofFile && ofFile.kind !== kind) await giveBackOfFile(true);
    ofFile ??= { kind, loan: await lend(kind) };
    return ofFile.loan.driver;
  };
}
