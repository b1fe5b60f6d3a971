import { leftOf, total } from "../../copies/check/findings.ts";
import { type CheckedAll, examine, type Health, readHealth } from "../../copies/record/health.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import type { JobProgress } from "../../jobs/client.ts";
import { bundledDecks } from "../../platform/bundled-decks.ts";
import { systemClock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { correctClock } from "../../store/writing/correct-clock.ts";
import { type Live, liveValue } from "../common/live.ts";
import { makerNow, type OptionsBase } from "./base.ts";

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
  | { readonly kind: "clockCorrected"; readonly cards: number }
  | { readonly kind: "failed"; readonly sentence: string };

/** What goes on at the moment, and how far it has come. */
export type HealthWork = { readonly kind: "check" | "clock" } & JobProgress;

export interface HealthState {
  /** Null until it is known. */
  readonly health: HealthView | null;
  readonly work: HealthWork | null;
  readonly result: HealthResult | null;
}

export interface HealthControl extends Live<HealthState> {
  readonly onCheck: () => void;
  readonly onCorrectClock: () => void;
  /** Stops a check after the step that is under way. */
  readonly onStop: () => void;
  /** Reads it again, after something else has written. */
  readonly reload: () => Promise<void>;
}

/** A piece of work on the data: what came of it, and whether it has written anything. */
type Work = () => Promise<{ readonly result: HealthResult; readonly wrote: boolean }>;

/** The data's health, and the two things that a user can do for it. */
export function healthControl(base: OptionsBase): HealthControl {
  const { changes } = base;
  const state = liveValue<HealthState>({ health: null, work: null, result: null });
  const set = (change: Partial<HealthState>): void => state.set({ ...state.current(), ...change });
  const reload = async (): Promise<void> => set({ health: await readView(base) });

  let isStopped = false;
  const progress = (kind: HealthWork["kind"]) => (far: JobProgress) => set({ work: { kind, ...far } });

  const run = async (kind: HealthWork["kind"], work: Work): Promise<void> => {
    if (state.current().work) return;
    isStopped = false;
    set({ work: { kind, done: 0, total: 0 }, result: null });
    try {
      const { result, wrote } = await base.repeat(work);
      set({ result });
      if (wrote) changes.announce();
    } catch (error) {
      set({ result: { kind: "failed", sentence: await base.sentenceOf("caring for the data", error) } });
    }
    // What cannot be read now is not known any more; what came of the work stands.
    const health = await readView(base).catch((error: unknown) => {
      console.error("the data's health could not be read:", error);
      return null;
    });
    set({ health, work: null });
  };

  logFailure("reading the data's health", reload());
  return {
    ...state,
    reload,
    onCheck: () =>
      logFailure(
        "checking the data",
        run("check", async () => {
          const checked = await examine(base.db, await recordFiles(), bundledDecks, systemClock.nowMs(), {
            onProgress: progress("check"),
            goOn: () => !isStopped,
          });
          const [mended, left] = [total(checked.mended), total(leftOf(checked))];
          return { result: resultOf(checked, mended, left), wrote: mended > 0 };
        }),
      ),
    onCorrectClock: () =>
      logFailure(
        "correcting the clock",
        run("clock", async () => {
          const scheduler = schedulerFor(await readSettings(base.db));
          const cards = await correctClock(base.db, scheduler, await makerNow(base), progress("clock"));
          return { result: { kind: "clockCorrected", cards }, wrote: cards > 0 };
        }),
      ),
    onStop: () => {
      isStopped = true;
    },
  };
}

function resultOf({ events, cards, found, isWhole }: CheckedAll, mended: number, left: number): HealthResult {
  if (!isWhole) return { kind: "stopped", mended, left };
  return total(found) === 0 ? { kind: "clean", events, cards } : { kind: "differences", mended, left };
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
