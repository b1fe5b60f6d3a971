/** Work of several pages at once, of which one goes on at a time, in an order that is given. */

/** Where whoever works waits until it is its turn; null where nobody has to. A test lets what it mocks pass it. */
export interface Gate {
  pass: ((db: unknown) => Promise<void>) | null;
}

/**
 * Does all at once: of those who wait, another goes on at each turn, up to where it waits again.
 * @param pages the connection of each
 * @param works what each of them does
 * @param turns which of those that are not done goes on; where they end, one after the other
 */
export async function inTurns(
  gate: Gate,
  pages: readonly unknown[],
  works: readonly (() => Promise<unknown>)[],
  turns: readonly number[],
): Promise<void> {
  const waiting = new Map<number, () => void>();
  let stopped = (): void => {};
  const pass = (page: number): Promise<void> =>
    new Promise((goOn) => {
      waiting.set(page, goOn);
      stopped();
    });
  gate.pass = (db) => pass(pages.indexOf(db));
  const left = new Set(works.keys());
  const all = works.map((work, page) =>
    pass(page)
      .then(work)
      .finally(() => {
        left.delete(page);
        stopped();
      }),
  );
  for (let turn = 0; left.size > 0; turn++) {
    const next = [...left][(turns[turn] ?? turn) % left.size] ?? 0;
    const goOn = waiting.get(next);
    waiting.delete(next);
    await new Promise<void>((resolve) => {
      stopped = resolve;
      goOn?.();
    });
  }
  gate.pass = null;
  await Promise.all(all);
}
