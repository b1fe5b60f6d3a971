import { CancelledError } from "../../jobs/client.ts";

/** Whether the user has stopped the work: while the page itself reads, there is no work of a worker that could be ended. */
export interface Stopping {
  /** Work is begun that nobody has stopped yet. */
  readonly begin: () => void;
  readonly stop: () => void;
  readonly isStopped: () => boolean;
  /** To be asked before anything that writes, and before what a worker is asked for. @throws CancelledError where it was stopped */
  readonly mustGoOn: () => void;
}

export function stopping(): Stopping {
  let isStopped = false;
  return {
    begin() {
      isStopped = false;
    },
    stop() {
      isStopped = true;
    },
    isStopped: () => isStopped,
    mustGoOn() {
      if (isStopped) throw new CancelledError();
    },
  };
}
