import { type Health, readHealth } from "../../copies/record/health.ts";
import type { Maker } from "../../core/log/make-event.ts";
import type { Progress } from "../../core/progress.ts";
import type { JobClient } from "../../jobs/client.ts";
import { type Loan, lend } from "../../jobs/lend.ts";
import type { CheckResult } from "../../jobs/messages.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import type { LongWork } from "../../store/writing/card-actions.ts";
import { correctClock, takeClockBack } from "../../store/writing/correct-clock.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { outsideHere } from "../common/outside-here.ts";
import { isWorkerEnd } from "../common/worker-failure.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";
import { endedWith, IN_PART } from "./ended-with.ts";

/** What the options show of the data's health. */
export interface HealthView extends Health {
  /** Whether the browser has promised not to delete the data when the disk runs full. */
  readonly persisted: boolean;
}

/** What came of a check or a repair. */
export type HealthResult =
  | { readonly kind: "clean"; readonly events: number; readonly cards: number }
  /** Differences that were found: those that are mended, and those that could not be. */
  | { readonly kind: "differences"; readonly mended: number; readonly left: number }
  /** The user stopped a check; what was mended by then stays so, and what could not be is left. */
  | { readonly kind: "stopped"; readonly mended: number; readonly left: number }
  | { readonly kind: "clockCorrected" | "clockTakenBack"; readonly cards: number }
  /** What was mended by then stays so. */
  | { readonly kind: "failed"; readonly mended: number; readonly sentence: string };

/** What goes on at the moment, and how far it has come. */
export type HealthWork = { readonly kind: "check" | "clockCorrected" | "clockTakenBack" } & Progress;

export interface HealthState {
  /** Null until it is known. */
  readonly health: HealthView | null;
  readonly work: HealthWork | null;
  readonly result: HealthResult | null;
}

export interface HealthControl extends Live<HealthState> {
  readonly onCheck: () => void;
  readonly onCorrectClock: () => void;
  /** Takes back the corrections that are shown, where it was the clock of then that was wrong. */
  readonly onTakeClockBack: () => void;
  /** Stops what goes on after the step that is under way. */
  readonly onStop: () => void;
  /** The page goes, and with it the worker of a check, wherever that stands. */
  readonly onLeave: () => void;
  /** Reads it again, after something else has written. */
  readonly reload: () => Promise<void>;
}

/** What came of a piece of work on the data, and whether it has written anything, or may have. */
interface Outcome {
  readonly result: HealthResult;
  readonly wrote: boolean;
}
type Work = () => Promise<Outcome>;

const CHECKING = "checking everything";
/** Of a check, which reads no file that the user chose, and may have mended something. */
const CHECK_ENDED: typeof IN_PART = { ...IN_PART, exchange_silent: "healthSilent" };

/**
 * The data's health, and what a user can do for it.
 * @param client a worker of its own, which is ended after each check: what that holds of the log is no more needed then
 * @param onWritten something was put right, which may stand anywhere on the page
 */
export function healthControl(
  base: OptionsBase,
  client: Pick<JobClient, "check" | "cancel">,
  onWritten: () => Promise<unknown>,
): HealthControl {
  const { changes } = base;
  const state = liveValue<HealthState>({ health: null, work: null, result: null });
  const set = (change: Partial<HealthState>): void => state.set({ ...state.current(), ...change });
  const { read: reload } = oneAtATime(async () => set({ health: await readView(base) }));

  const run = async (
    kind: HealthWork["kind"],
    work: Work,
    failed: (error: unknown) => Promise<Outcome>,
  ): Promise<void> => {
    if (state.current().work) return;
    set({ work: { kind, done: 0, total: 0 }, result: null });
    const { result, wrote } = await base.repeat(work).catch(failed);
    set({ result });
    if (wrote) {
      changes.announce();
      await readSaved(onWritten);
    }
    // What cannot be read now is not known any more; what came of the work stands.
    await reload().catch((error: unknown) => {
      console.error("the data's health could not be read:", error);
      set({ health: null });
    });
    set({ work: null });
  };

  let isStopped = false;
  let loan: Loan | null = null;
  /** By the check that is under way, as far as its workers have told. */
  let mended = 0;

  const check: Work = async () => {
    // What this page has written is in the journal before anybody compares.
    await base.guarded.journaled();
    loan = lend(await outsideHere());
    if (isStopped) loan.stop();
    // Where the browser had closed the connection, another worker has mended something already.
    const before = mended;
    try {
      const checked = await client.check(loan.lent, (progress, soFar) => {
        mended = before + soFar;
        set({ work: { kind: "check", ...progress } });
      });
      mended = before + checked.mended;
      return { result: resultOf({ ...checked, mended }), wrote: mended > 0 };
    } finally {
      client.cancel();
      loan.end();
      loan = null;
    }
  };

  const whyEnded = async (error: unknown): Promise<HealthResult> => {
    if (!isWorkerEnd(error))
      return { kind: "failed", mended, sentence: await base.sentenceOf(CHECKING, error, mended > 0) };
    const ended = endedWith(CHECKING, error, CHECK_ENDED);
    return ended.kind === "stopped" ? { ...ended, mended, left: 0 } : { ...ended, mended };
  };
  // Its last step may have mended something that it could not tell of.
  const checkEnded = async (error: unknown): Promise<Outcome> => ({ result: await whyEnded(error), wrote: true });

  const ofClock = (
    doing: string,
    kind: "clockCorrected" | "clockTakenBack",
    put: (make: () => Maker, work: LongWork) => Promise<number>,
  ): void => {
    if (state.current().work) return;
    isStopped = false;
    let any = false;
    const onStep = (done: number, total: number): void => {
      any = true;
      set({ work: { kind, done, total } });
    };
    const work: Work = async () => {
      const cards = await put(await makerNow(base), { onStep, goOn: () => !isStopped });
      return { result: { kind, cards }, wrote: any };
    };
    // What the steps before it wrote stays so.
    const failed = async (error: unknown): Promise<Outcome> => {
      const sentence = await base.sentenceOf(doing, error, any);
      return { result: { kind: "failed", mended: 0, sentence }, wrote: any };
    };
    logFailure(doing, run(kind, work, failed));
  };

  logFailure("reading the data's health", reload());
  return {
    ...state,
    reload,
    onCheck: () => {
      if (state.current().work) return;
      [isStopped, mended] = [false, 0];
      logFailure("checking the data", run("check", check, checkEnded));
    },
    onCorrectClock: () =>
      ofClock("correcting the clock", "clockCorrected", (make, work) => correctClock(base.db, make, work)),
    onTakeClockBack() {
      const shown = state.current().health?.corrected;
      if (!shown) return;
      ofClock("taking the correction of the clock back", "clockTakenBack", (make, work) =>
        takeClockBack(base.db, shown, make, work),
      );
    },
    onStop: () => {
      isStopped = true;
      loan?.stop();
    },
    onLeave: () => {
      isStopped = true;
      client.cancel();
    },
  };
}

function resultOf({ events, cards, mended, left, isWhole }: CheckResult): HealthResult {
  if (!isWhole) return { kind: "stopped", mended, left };
  return mended + left === 0 ? { kind: "clean", events, cards } : { kind: "differences", mended, left };
}

async function readView(base: OptionsBase): Promise<HealthView> {
  const { now } = (await makerNow(base))();
  // Asked for here too: somebody may come to the options before the first card.
  const [persisted, health] = await Promise.all([
    navigator.storage.persist(),
    readHealth(base.db, await recordFiles(), now),
  ]);
  return { ...health, persisted };
}
