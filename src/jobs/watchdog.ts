/** How long a worker may be silent, in ms, before it is ended. */
export interface Patience {
  /** While it reads or writes a file. Of a million reviews no step between two signs takes half of this. */
  readonly workMs: number;
  /** While the browser brings a transaction to the disk, of which the worker hears only the end; care and check, which also wait for locks. */
  readonly savingMs: number;
}

export const PATIENCE: Patience = { workMs: 120_000, savingMs: 600_000 };

/**
 * Looks so many times, and gives up when nothing was heard between any two of them. A machine that slept, or a page in
 * the background, looks more seldom; one look after a long time is no reason to give up.
 */
const LOOKS = 10;

/** Waits for signs of life. */
export class Watchdog {
  readonly #timer: ReturnType<typeof setInterval>;
  #silentLooks = 0;

  /** @param onSilence called once, after so long without a sign */
  constructor(patienceMs: number, onSilence: () => void) {
    this.#timer = setInterval(() => {
      this.#silentLooks += 1;
      if (this.#silentLooks < LOOKS) return;
      this.stop();
      onSilence();
    }, patienceMs / LOOKS);
  }

  /** Something was heard. */
  alive(): void {
    this.#silentLooks = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
