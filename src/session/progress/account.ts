/** How well the model has foretold, by the learner's own answers: worked out in a worker, once for a page. */
import type { Progress } from "../../core/progress.ts";
import type { Hindcast } from "../../core/stats/hindcast.ts";
import type { JobClient } from "../../jobs/client.ts";
import type { ModelFit } from "../../jobs/fit.ts";
import type { Clock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { Database } from "../../store/opening/open.ts";
import { isFitOffered, noteFit } from "../../store/today/fit-offer.ts";
import { type Live, liveValue } from "../common/live.ts";
import { readMaker } from "../common/maker.ts";

export interface Account {
  /** Null until it was read, and where the history is too short. */
  readonly hindcast: Hindcast | null;
  /** Null until it was read. */
  readonly fit: ModelFit | null;
  /** Weights fitted to the learner's answers would do better, and the learner has not been told so lately. */
  readonly offered: boolean;
  /** How far it is while it is worked out, null else. */
  readonly progress: Progress | null;
}

export interface AccountControl extends Live<Account> {
  /** Reads all of it; what was read stays. */
  readonly read: () => void;
  /** The learner does not want weights to be fitted now. */
  readonly onDecline: () => void;
}

/**
 * Fits only where that is to be offered, once the page is at rest; else when the numbers are looked at.
 * @param client a worker of its own
 * @param atRest what the page shows comes first: whether a fit is offered is asked of as much as the numbers are made of
 */
export function accountControl(
  db: Database,
  clock: Clock,
  client: Pick<JobClient, "fit" | "hindcast">,
  atRest: Promise<void> = Promise.resolve(),
): AccountControl {
  const state = liveValue<Account>({ hindcast: null, fit: null, offered: false, progress: null });
  const set = (change: Partial<Account>): void => state.set({ ...state.current(), ...change });
  let last = atRest;
  /** The worker does one thing at a time. */
  const after = (what: string, work: () => Promise<void>): void => {
    last = last.then(work).catch((error: unknown) => console.error(`${what} failed:`, error));
  };
  const watched = async <R>(work: (onProgress: (progress: Progress) => void) => Promise<R>): Promise<R> => {
    set({ progress: { done: 0, total: 0 } });
    return work((progress) => set({ progress })).finally(() => set({ progress: null }));
  };
  const fit = async (): Promise<ModelFit> => {
    const found = state.current().fit ?? (await watched(client.fit));
    set({ fit: found });
    return found;
  };
  after("seeing whether weights are to be fitted", async () => {
    if (await isFitOffered(db)) set({ offered: (await fit()).worthIt });
  });
  let asked = false;
  return {
    ...state,
    read() {
      if (asked) return;
      asked = true;
      after("the forecast of 60 days ago", async () => set({ hindcast: await watched(client.hindcast) }));
      after("judging the model", async () => {
        await fit();
      });
    },
    onDecline() {
      set({ offered: false });
      logFailure("remembering that no fit is wanted", declined(db, clock));
    },
  };
}

async function declined(db: Database, clock: Clock): Promise<void> {
  const { maker } = await readMaker(db, clock);
  await noteFit(db, maker);
}
