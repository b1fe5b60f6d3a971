/** Between the workers of all pages: who brings a file in can wait for those that take one back. */

const NAME = "taking-back";

/** None where a setting of the browser takes them away: then nobody waits. */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/** So often it is told that somebody waits, in ms: whoever hears nothing for long gives the work up. */
const SIGN_MS = 1000;

/** @param onWait told now and then as long as others come first */
async function inTurn<R>(mode: LockMode, work: () => Promise<R>, onWait: () => void): Promise<R> {
  const manager = locks();
  if (!manager) return work();
  const signs = setInterval(onWait, SIGN_MS);
  const end = (): void => clearInterval(signs);
  const begin = (): Promise<R> => {
    end();
    return work();
  };
  return (manager.request(NAME, { mode }, begin) as Promise<R>).finally(end);
}

/** Takes a file back while others may as well, though not ahead of who waits for those. */
export const whileTakingBack = <R>(work: () => Promise<R>, onWait: () => void): Promise<R> =>
  inTurn("shared", work, onWait);

/** Waits until nobody takes a file back who does so now. */
export const whenTakenBack = (onWait: () => void): Promise<void> => inTurn("exclusive", async () => {}, onWait);
