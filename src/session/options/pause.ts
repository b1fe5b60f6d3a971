import { CATCH_UP, type CatchUp, LONGEST_PAUSE_DAYS, PAUSE, type Pause } from "../../core/plan/away.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { PLAN_REGISTERS, planFrom } from "../../store/settings/plan.ts";
import { setPlan } from "../../store/settings/set-plan.ts";
import { type Live, liveValue } from "../common/live.ts";
import { makerNow, type OptionsBase } from "./base.ts";

export interface PauseState {
  /** Null while studying goes on. */
  readonly pause: Pause | null;
  /** The plan that was taken after an absence; null where none holds. */
  readonly catchUp: CatchUp | null;
  /** That plan was ended just now, on this page. */
  readonly ended: boolean;
  /** The first and the last day that a pause may end on; null until they are known. */
  readonly bounds: { readonly first: StudyDay; readonly last: StudyDay } | null;
  readonly busy: boolean;
  /** Why the last change was not saved, where it was not. */
  readonly error: string | null;
}

export interface PauseControl extends Live<PauseState> {
  /** @param untilDay the day on which studying goes on; null ends the pause */
  readonly onPause: (untilDay: StudyDay | null) => void;
  /** Ends the plan of portions: due and new cards come as the settings say. */
  readonly onEndCatchUp: () => void;
  readonly reload: () => Promise<void>;
}

/** A pause from studying, for a holiday, and the portions in which cards come after an absence. */
export function pauseControl(base: OptionsBase): PauseControl {
  const { changes } = base;
  const state = liveValue<PauseState>({
    pause: null,
    catchUp: null,
    ended: false,
    bounds: null,
    busy: false,
    error: null,
  });
  const set = (change: Partial<PauseState>): void => state.set({ ...state.current(), ...change });
  const reload = async (): Promise<void> => {
    const { today } = (await makerNow(base))().now;
    const { pause, catchUp } = planFrom(await base.db.getAll("registers", PLAN_REGISTERS()), today);
    const ended = state.current().ended && catchUp === null;
    set({ pause, catchUp, ended, bounds: { first: today + 1, last: today + LONGEST_PAUSE_DAYS } });
  };
  const save = async (key: typeof PAUSE | typeof CATCH_UP, untilDay: StudyDay | null): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, ended: false, error: null });
    try {
      await base.repeat(async () => setPlan(base.db, key, untilDay, await makerNow(base)));
      changes.announce();
      await reload();
      set({ busy: false, ended: key === CATCH_UP });
    } catch (error) {
      set({ busy: false, error: await base.sentenceOf("saving a pause", error) });
    }
  };
  logFailure("reading the pause", reload());
  return {
    ...state,
    reload,
    onPause: (untilDay) => logFailure("saving a pause", save(PAUSE, untilDay)),
    onEndCatchUp: () => logFailure("ending the portions", save(CATCH_UP, null)),
  };
}
