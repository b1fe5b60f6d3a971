import { schedulerFor } from "../../core/memory/scheduler.ts";
import { DEFAULT_NAME } from "../../core/memory/weights.ts";
import type { Progress } from "../../core/progress.ts";
import type { Settings } from "../../core/settings.ts";
import type { JobClient } from "../../jobs/client.ts";
import type { ModelFit } from "../../jobs/fit.ts";
import type { WorkloadForecast } from "../../jobs/forecasts.ts";
import type { Rescheduling } from "../../jobs/new-days.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { replacedSetting, saveSetting } from "../../store/settings/save-setting.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { refoldStates } from "../../store/states/refold-states.ts";
import { noteFit } from "../../store/today/fit-offer.ts";
import { NEW_DAYS } from "../../store/writing/given-days.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { endedEarly, isWorkerEnd } from "../common/worker-failure.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";
import { type DaysBegun, type DaysEnd, daysStanding, giveDays } from "./new-days.ts";
import { ofNow } from "./of-now.ts";
import { stopping } from "./stopping.ts";

/** What goes on; `adopt`: states are worked out anew. */
export type ModelWork = { readonly kind: "fit" | "workload" | "adopt" | "reschedule" } & Progress;

export interface ModelState {
  /** The weights in force, as a setting. */
  readonly weights: Settings["weights"];
  /** The weights that were in force before them; null where there were none. */
  readonly before: Settings["weights"] | null;
  readonly work: ModelWork | null;
  /** What the last fit found; null before one. */
  readonly fit: ModelFit | null;
  readonly workload: WorkloadForecast | null;
  /** What due days by the model in force would change; null until it is asked for. */
  readonly rescheduling: Rescheduling | null;
  /** Whether days by the model that were given can be put back. */
  readonly canPutBack: boolean;
  /** Days by the model that were given in part, or put back in part. */
  readonly daysBegun: DaysBegun | null;
  /** A sentence about the last action. */
  readonly result: ModelResult | null;
}

export type ModelResult =
  /** `stopped`: nothing was changed. `inPart`: what was done by then stays so. */
  | { readonly kind: "adopted" | "putBack" | "stopped" | "inPart" }
  | Extract<DaysEnd, { kind: "overtaken" }>
  /** `meanwhile`: cards that were answered or changed while days were given, and stay as they are. */
  | { readonly kind: "rescheduled"; readonly meanwhile: number }
  | { readonly kind: "failed"; readonly sentence: string };

export interface ModelControl extends Live<ModelState> {
  readonly onFit: () => void;
  /** Puts the weights of the last fit in force. */
  readonly onAdopt: () => void;
  /** Puts back in force what was before. */
  readonly onTakeBack: () => void;
  /** What each desired retention would cost over so many study days. */
  readonly onForecast: (days: number) => void;
  /** Says what due days by the model in force would change; gives them; puts the days before back. */
  readonly onReschedule: (what: "preview" | "apply" | "takeBack") => void;
  readonly onStop: () => void;
  /** Something was changed on which due days depend: what was said of them holds no more, and is asked for anew. */
  readonly onChanged: () => void;
  /** The same of the workload, which is foretold for every desired retention. */
  readonly onLoadChanged: () => void;
  /** Reads what is in force again, after something else has written. */
  readonly reload: () => Promise<void>;
}

/**
 * The weights of the memory model: fitted to the user's own answers in the worker, and adopted by an event.
 * @param client a worker of its own, so that files can be saved meanwhile
 * @param onWritten other weights are in force, or cards have other days
 * @param onGiven see `daysStanding`
 */
export function modelControl(
  base: OptionsBase,
  client: Pick<JobClient, "fit" | "workload" | "previewRescheduling" | "reschedule" | "cancel">,
  onWritten: () => Promise<void>,
  onGiven: () => void,
): ModelControl {
  const { changes } = base;
  const state = liveValue<ModelState>({
    weights: DEFAULT_NAME,
    before: null,
    work: null,
    fit: null,
    workload: null,
    rescheduling: null,
    canPutBack: false,
    daysBegun: null,
    result: null,
  });
  const set = (change: Partial<ModelState>): void => state.set({ ...state.current(), ...change });
  const progress = (kind: ModelWork["kind"]) => (work: Progress) => set({ work: { kind, ...work } });
  const standing = daysStanding(base, NEW_DAYS.byModel, onGiven);
  const { read: reload } = oneAtATime(async () => {
    const { weights } = await readSettings(base.db);
    const { canPutBack, begun } = await standing();
    set({ weights, before: await replacedSetting(base.db, "weights"), canPutBack, daysBegun: begun });
  });

  const [dueDays, load] = [ofNow(), ofNow()];
  const { begin, stop, mustGoOn } = stopping();
  const run = async (kind: ModelWork["kind"], work: () => Promise<Partial<ModelState>>): Promise<void> => {
    if (state.current().work) return;
    begin();
    set({ work: { kind, done: 0, total: 0 }, result: null });
    const change = await work().catch(async (error: unknown) => ({ result: await failure(base, kind, error) }));
    set({ ...change, work: null });
  };

  /** The progress page does not offer a fit again before there is much more to fit to. Without this note it may. */
  const noted = async (): Promise<void> => {
    try {
      await base.repeat(async () => noteFit(base.db, await makerNow(base)));
    } catch (error) {
      console.error("that weights were fitted could not be noted:", error);
    }
  };

  /** What was written is there, whatever becomes of this look. */
  const lookAgain = async (): Promise<Rescheduling | null> => {
    try {
      mustGoOn();
      return await client.previewRescheduling(progress("reschedule"));
    } catch (error) {
      console.error("due days could not be looked at again:", error);
      return null;
    }
  };

  /** Works the states out by the weights that are in force now. Where that fails they stay in force all the same. */
  const refolded = async (): Promise<ModelResult> => {
    try {
      await base.repeat(async () => refoldStates(base.db, schedulerFor(await readSettings(base.db)), () => true));
      return { kind: "adopted" };
    } catch (error) {
      return { kind: "failed", sentence: await base.sentenceOf("working the states out anew", error, true) };
    }
  };

  const adopt = (weights: Settings["weights"]): Promise<void> =>
    run("adopt", async () => {
      await base.repeat(async () => saveSetting(base.db, "weights", weights, await makerNow(base)));
      // Who studies meanwhile answers by them from the next card on.
      changes.announce();
      // They are in force from here on. A browser that is closed now goes on with the states by itself, later.
      const result = await refolded();
      changes.announce();
      await readSaved(() => Promise.all([reload(), onWritten()]));
      return { fit: null, workload: null, rescheduling: null, result };
    });

  logFailure("reading the model in force", reload());
  return {
    ...state,
    reload,
    onFit: () =>
      logFailure(
        "fitting the weights",
        run("fit", async () => {
          set({ fit: null });
          const fit = await client.fit(progress("fit"));
          await noted();
          return { fit };
        }),
      ),
    onAdopt: () => {
      const { fit } = state.current();
      if (fit?.worthIt) logFailure("adopting weights", adopt(fit.weights));
    },
    onTakeBack: () => {
      const { before } = state.current();
      if (before !== null) logFailure("going back to other weights", adopt(before));
    },
    onForecast: (days) =>
      logFailure(
        "forecasting the workload",
        run("workload", async () => ({
          workload: await load.unlessChanged(() => client.workload(days, progress("workload"))),
        })),
      ),
    onReschedule: (what) =>
      logFailure(
        "rescheduling",
        run("reschedule", async () => {
          const onProgress = progress("reschedule");
          if (what === "preview")
            return { rescheduling: await dueDays.unlessChanged(() => client.previewRescheduling(onProgress)) };
          const end = await giveDays(base, NEW_DAYS.byModel, what, mustGoOn, () => client.reschedule(what, onProgress));
          await readSaved(() => Promise.all([reload(), onWritten()]));
          const rescheduling = end.kind === "whole" ? await dueDays.unlessChanged(lookAgain) : null;
          return { rescheduling, result: daysResult(what, end) };
        }),
      ),
    onStop() {
      stop();
      client.cancel();
    },
    onChanged() {
      dueDays.onChanged();
      if (state.current().rescheduling) set({ rescheduling: null });
    },
    onLoadChanged() {
      load.onChanged();
      if (state.current().workload) set({ workload: null });
    },
  };
}

function daysResult(what: "apply" | "takeBack", end: DaysEnd): ModelResult | null {
  switch (end.kind) {
    case "whole":
      return what === "apply" ? { kind: "rescheduled", meanwhile: end.meanwhile } : { kind: "putBack" };
    case "stopped":
      return { kind: "inPart" };
    case "begun":
      return null;
    default:
      return end;
  }
}

async function failure(base: OptionsBase, kind: ModelWork["kind"], error: unknown): Promise<ModelResult> {
  const what = `the memory model (${kind})`;
  // What the page itself could not write has a sentence of its own.
  return isWorkerEnd(error)
    ? endedEarly(what, error)
    : { kind: "failed", sentence: await base.sentenceOf(what, error) };
}
