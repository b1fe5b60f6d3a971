/** Work that no transaction and no request divides lets its page draw in between. */

/** From 50 ms on a browser calls a task long; under load, and with what else is to do, a fraction of that is enough. */
const WORKED_MS = 8;

/** @returns to be awaited between two pieces of work: mostly over at once, and now and then once the page has had its turn */
export function makeBreaths(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < WORKED_MS) return;
    await nextTask();
    since = performance.now();
  };
}

/** Lets the page answer before long work goes on. A message comes sooner than a timer, which browsers hold back where nobody looks. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
