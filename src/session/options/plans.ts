import { MORE_NEW } from "../../core/log/kinds/plan.ts";
import { CATCH_UP, type CatchUp, catchUpText, LONGEST_PAUSE_DAYS, PAUSE, type Pause } from "../../core/plan/away.ts";
import { moreNewValue } from "../../core/plan/more-new.ts";
import { type Backlog, catchUpWith } from "../../core/plan/portions.ts";
import { same } from "../../core/same.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { systemClock } from "../../platform/clock.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { planFrom, readPlans } from "../../store/settings/plan.ts";
import { setPlan } from "../../store/settings/set-plan.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { readBacklog } from "../../store/today/backlog.ts";
import { readToday } from "../../store/today/today.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";

export interface PlansState {
  /** Null while studying goes on. */
  readonly pause: Pause | null;
  /** The plan that was taken after an absence; null where none holds. */
  readonly catchUp: CatchUp | null;
  /** New cards that may come today beside those of each day. */
  readonly moreNew: number;
  /** What was done just now, on this page: to `catchUp`, or that `moreNew` was set. */
  readonly said: "ended" | "changed" | "more new" | null;
  /** Reviews that the settings allow a day: no portion is larger. */
  readonly mostPerDay: number;
  /** The first and the last day that a pause may end on; null until they are known. */
  readonly bounds: { readonly first: StudyDay; readonly last: StudyDay } | null;
  /** What a plan to catch up has to clear, as far as it was looked at; null until then. */
  readonly backlog: Backlog | null;
  readonly busy: boolean;
  /** Why the last change was not saved, where it was not. */
  readonly error: string | null;
}

export interface PlansControl extends Live<PlansState> {
  /** @param untilDay the day on which studying goes on; null ends the pause */
  readonly onPause: (untilDay: StudyDay | null) => void;
  /** Ends the plan of portions: due and new cards come as the settings say. */
  readonly onEndCatchUp: () => void;
  /** Portions of another size are thought of: what they would have to clear is read, since that is told beside them. */
  readonly onThinkOfPortions: () => void;
  /** Gives the plan portions of another size, and the day on which it is over with these. */
  readonly onPortion: (perDay: number) => void;
  /** Lets so many new cards more come today; 0 lets none. */
  readonly onMoreNew: (cards: number) => void;
  /** The page has refused a number itself: what was said of the one before goes. */
  readonly onRefused: () => void;
  readonly reload: () => Promise<void>;
}

/** What the learner plans: a pause from studying, the portions in which cards come after an absence, more new cards today. */
export function plansControl(base: OptionsBase): PlansControl {
  const { changes } = base;
  const state = liveValue<PlansState>({
    pause: null,
    catchUp: null,
    moreNew: 0,
    said: null,
    mostPerDay: DEFAULT_SETTINGS.reviewsPerDay,
    bounds: null,
    backlog: null,
    busy: false,
    error: null,
  });
  const set = (change: Partial<PlansState>): void => state.set({ ...state.current(), ...change });
  const { read: reload } = oneAtATime(async () => {
    const { today } = (await makerNow(base))().now;
    const [rows, { reviewsPerDay }] = await Promise.all([readPlans(base.db), readSettings(base.db)]);
    const { pause, catchUp, moreNew } = planFrom(rows, today);
    const { said, ...before } = state.current();
    const holds = {
      ended: catchUp === null,
      changed: same(before.catchUp, catchUp),
      "more new": before.moreNew === moreNew,
    };
    const isSaid = said !== null && holds[said];
    set({
      pause,
      catchUp,
      moreNew,
      said: isSaid ? said : null,
      mostPerDay: reviewsPerDay,
      bounds: { first: today + 1, last: today + LONGEST_PAUSE_DAYS },
    });
    // Something was answered meanwhile, perhaps, and less is left.
    if (state.current().backlog !== null) await look();
  });
  const { read: look } = oneAtATime(async () => {
    if (state.current().catchUp === null) return set({ backlog: null });
    set({ backlog: await readBacklog(base.db, await readToday(base.db, systemClock.nowMs(), systemClock.offsetAt)) });
  });
  /**
   * @param what it is, for who reads the console
   * @param valueNow what the plan becomes; throws {@link NeverCleared} where it cannot
   * @param said of it once it is saved
   */
  const saveNow = async (
    what: string,
    key: typeof PAUSE | typeof CATCH_UP | typeof MORE_NEW,
    valueNow: () => Promise<string | number | null>,
    said: PlansState["said"] = null,
  ): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, said: null, error: null });
    try {
      await base.repeat(async () => setPlan(base.db, key, await valueNow(), await makerNow(base)));
      changes.announce();
      await readSaved(reload);
      set({ busy: false, said });
    } catch (error) {
      if (error instanceof NeverCleared) return set({ busy: false, error: t("catchUpNever") });
      set({ busy: false, error: await base.sentenceOf(what, error) });
    }
  };
  const save = (...plan: Parameters<typeof saveNow>): void => logFailure(plan[0], saveNow(...plan));
  const planWith = async (perDay: number): Promise<string> => {
    const { db } = base;
    const today = await readToday(db, systemClock.nowMs(), systemClock.offsetAt);
    const plan = catchUpWith(await readBacklog(db, today), Math.min(perDay, today.settings.reviewsPerDay));
    if (!plan) throw new NeverCleared();
    return catchUpText(plan);
  };
  logFailure("reading the plans", reload());
  return {
    ...state,
    reload,
    onPause: (untilDay) => save("saving a pause", PAUSE, async () => untilDay),
    onEndCatchUp: () => save("ending the portions", CATCH_UP, async () => null, "ended"),
    onMoreNew: (cards) =>
      save(
        "letting more new cards come",
        MORE_NEW,
        async () => moreNewValue(cards, (await makerNow(base))().now.today),
        "more new",
      ),
    onThinkOfPortions: () => {
      if (state.current().backlog === null) logFailure("reading what is to be cleared", look());
    },
    onPortion: (perDay) => save("changing the portions", CATCH_UP, () => planWith(perDay), "changed"),
    onRefused: () => set({ said: null, error: null }),
  };
}

/** Portions of that size do not clear what is due in the time that a plan may take. */
class NeverCleared extends Error {}
