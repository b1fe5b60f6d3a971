/** Something that a page reads, and reads again whenever it hears of a change. */
export interface ReadingInTurn {
  /** Resolves when what was asked for is in place. */
  readonly read: () => Promise<void>;
  /** Resolves when the reading that is under way has ended, well or not. */
  readonly idle: () => Promise<void>;
}

/**
 * One reading at a time, so that none that began before a change is put in place behind one that has seen it. Asked for during
 * one, another follows it, also where that one failed: it may have failed by what has changed.
 * @param readOnce reads, and puts it in place
 */
export function oneAtATime(readOnce: () => Promise<void>): ReadingInTurn {
  let reading: Promise<void> | null = null;
  let again = false;
  const readOn = async (): Promise<void> => {
    try {
      do {
        again = false;
        try {
          await readOnce();
        } catch (error) {
          if (!again) throw error;
        }
      } while (again);
    } finally {
      // In the same breath: who asks from now on gets a reading that begins then.
      reading = null;
    }
  };
  return {
    read() {
      again = reading !== null;
      reading ??= readOn();
      return reading;
    },
    idle: async () => reading?.catch(() => undefined),
  };
}
