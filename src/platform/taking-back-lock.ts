/** Between the workers of all pages: who brings a file in can wait for those that take one back. */

const NAME = "taking-back";

/** None where a setting of the browser takes them away: then nobody waits. */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/** Takes a file back while others may as well. */
export const whileTakingBack = <R>(work: () => Promise<R>): Promise<R> =>
  (locks()?.request(NAME, { mode: "shared" }, work) as Promise<R> | undefined) ?? work();

/** Waits until nobody takes a file back who does so now. */
export const whenTakenBack = async (): Promise<void> =>
  locks()?.request(NAME, { mode: "exclusive" }, async () => undefined);
