import { LONGEST_PAUSE_DAYS, PAUSE, type Pause } from "../../core/plan/away.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { PLAN_REGISTERS, planFrom } from "../../store/settings/plan.ts";
import { setPlan } from "../../store/settings/set-plan.ts";
import { type Live, liveValue } from "../common/live.ts";
import { makerNow, type OptionsBase } from "./base.ts";

export interface PauseState {
  /** Null while studying goes on. */
  readonly pause: Pause | null;
  /** The first and the last day that a pause may end on; null until they are known. */
  readonly bounds: { readonly first: StudyDay; readonly last: StudyDay } | null;
  readonly busy: boolean;
  /** Why the last change was not saved, where it was not. */
  readonly error: string | null;
}

export interface PauseControl extends Live<PauseState> {
  /** @param untilDay the day on which studying goes on; null ends the pause */
  readonly onPause: (untilDay: StudyDay | null) => void;
  readonly reload: () => Promise<void>;
}

/** A pause from studying, for a holiday. */
export function pauseControl(base: OptionsBase): PauseControl {
  const { changes } = base;
  const state = liveValue<PauseState>({ pause: null, bounds: null, busy: false, error: null });
  const set = (change: Partial<PauseState>): void => state.set({ ...state.current(), ...change });
  const reload = async (): Promise<void> => {
    const { today } = (await makerNow(base))().now;
    const { pause } = planFrom(await base.db.getAll("registers", PLAN_REGISTERS()), today);
    set({ pause, bounds: { first: today + 1, last: today + LONGEST_PAUSE_DAYS } });
  };
  const save = async (untilDay: StudyDay | null): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, error: null });
    try {
      await base.repeat(async () => setPlan(base.db, PAUSE, untilDay, await makerNow(base)));
      changes.announce();
      await reload();
      set({ busy: false });
    } catch (error) {
      set({ busy: false, error: await base.sentenceOf("saving a pause", error) });
    }
  };
  logFailure("reading the pause", reload());
  return { ...state, reload, onPause: (untilDay) => logFailure("saving a pause", save(untilDay)) };
}
