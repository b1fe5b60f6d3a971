/** Work that waits for its turn at places which a test puts into it, and goes on in an order that is drawn. */
export interface Turns {
  /** Waits here until it is its turn. */
  readonly wait: () => Promise<void>;
  /** Lets who waits go on, one after the other, until all of the work is done. @param order whose turn it is, of those who wait */
  readonly until: (work: Promise<unknown>, order: readonly number[]) => Promise<void>;
}

export function turns(): Turns {
  const waiting: (() => void)[] = [];
  return {
    wait: () => new Promise((goOn) => waiting.push(goOn)),
    async until(work, order) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      // Its failure is told at the end.
      done.catch(() => undefined);
      for (let turn = 0; !isDone; turn++) {
        const [goOn] = waiting.splice((order[turn] ?? 0) % Math.max(1, waiting.length), 1);
        goOn?.();
        // Whatever follows from it comes before the next one's turn, as far as no database is asked.
        await new Promise((resolve) => setTimeout(resolve));
      }
      await done;
    },
  };
}
