/** What a user does to chosen cards, from the progress page and to one from a study page: looked at first, asked where it changes much, taken back. */
import type { CardId } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import { type Scheduler, schedulerFor } from "../../core/memory/scheduler.ts";
import type { CardAction, CardActionKind } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { whyNotWritten } from "../../store/database/why-not.ts";
import type { Database } from "../../store/opening/open.ts";
import {
  type ActionDone,
  type ActionPlan,
  applyAction,
  lastAction,
  planAction,
  takeActionBack,
} from "../../store/writing/card-actions.ts";
import { type Live, liveValue } from "../common/live.ts";
import { readMaker } from "../common/maker.ts";
import { troubleText } from "../common/trouble-text.ts";

export type { ActionPlan } from "../../store/writing/card-actions.ts";

/** From so many cards on, the user is asked before anything is done. A reset is always asked for. */
const MANY = 10;

export type ActionSaid =
  | { readonly kind: "done"; readonly action: CardAction; readonly changed: number; readonly meanwhile: number }
  /** None of the chosen cards would have changed. */
  | { readonly kind: "nothing"; readonly action: CardAction }
  | { readonly kind: "takenBack"; readonly action: CardActionKind; readonly cards: number }
  | { readonly kind: "failed"; readonly sentence: string };

export interface ActionState {
  /** What waits for the user's yes. */
  readonly asked: ActionPlan | null;
  readonly busy: boolean;
  /** How much of how much is written, though not yet for good; null where nobody knows. */
  readonly written: { readonly done: number; readonly total: number } | null;
  /** About the last action, until the next. */
  readonly said: ActionSaid | null;
  /** What was done last today and can be taken back. */
  readonly last: { readonly kind: CardActionKind; readonly cards: number } | null;
}

export interface CardActions extends Live<ActionState> {
  /** Does it at once, or asks first where it changes much. Resolves when it is done or asked. */
  readonly start: (ids: readonly CardId[], action: CardAction) => Promise<void>;
  /** The user's yes or no to what was asked. */
  readonly answer: (yes: boolean) => Promise<void>;
  readonly takeBack: () => Promise<void>;
}

/** Told how much is written, though not yet for good. */
type OnWritten = (done: number, total: number) => void;

/** How an action reaches the log, and what can be taken back of what was done so. */
export interface ActionWays {
  /** Does what was planned, all or nothing. */
  readonly apply: (plan: ActionPlan, by: ActionContext, onWritten: OnWritten) => Promise<ActionDone>;
  /** Null where nothing was done today that could be taken back. */
  readonly last: (by: Pick<ActionContext, "today">) => Promise<ActionState["last"]>;
  /** Resolves to what was taken back; null where that was nothing. */
  readonly takeBack: (by: ActionContext, onWritten: OnWritten) => Promise<ActionState["last"]>;
}

/** Each action is one whole that is taken back as one, on whichever page, until the day ends. */
const asWholes = (db: Database): ActionWays => ({
  apply: (plan, { scheduler, maker }, onWritten) => applyAction(db, plan, scheduler, maker, onWritten),
  last: ({ today }) => lastAction(db, today),
  takeBack: ({ scheduler, maker }, onWritten) => takeActionBack(db, scheduler, maker, onWritten),
});

/**
 * @param onWritten the log has changed
 * @param ways where the page keeps its own count of what it does
 */
export function cardActions(
  db: Database,
  clock: Clock,
  onWritten: () => void,
  ways: ActionWays = asWholes(db),
): CardActions {
  const state = liveValue<ActionState>({ asked: null, busy: false, written: null, said: null, last: null });
  const set = (change: Partial<ActionState>): void => state.set({ ...state.current(), ...change });

  const here = async (): Promise<ActionContext> => {
    const { settings, maker } = await readMaker(db, clock);
    return { today: maker().now.today, scheduler: schedulerFor(settings), maker };
  };
  const readLast = async ({ today }: Pick<ActionContext, "today">): Promise<ActionState["last"]> => {
    const found = await ways.last({ today });
    return found && { kind: found.kind, cards: found.cards };
  };
  /** One piece of work at a time; what goes wrong becomes a sentence. */
  const run = async (work: (by: ActionContext) => Promise<Partial<ActionState>>): Promise<void> => {
    if (state.current().busy) return;
    set({ busy: true, said: null, asked: null });
    try {
      set({ ...(await work(await here())), busy: false, written: null });
    } catch (error) {
      console.error("cards could not be changed:", error);
      const said = { kind: "failed", sentence: troubleText(await whyNotWritten(error)) } as const;
      set({ busy: false, written: null, said });
    }
  };
  const tell: OnWritten = (done, total) => set({ written: { done, total } });
  const apply = async (plan: ActionPlan, by: ActionContext): Promise<Partial<ActionState>> => {
    const done = await ways.apply(plan, by, tell);
    if (done.changed > 0) onWritten();
    return { said: { kind: "done", action: plan.action, ...done }, last: await readLast(by) };
  };

  logFailure(
    "reading what was done today",
    here()
      .then(readLast)
      .then((last) => set({ last })),
  );
  return {
    ...state,
    start: (ids, action) =>
      run(async (by) => {
        const plan = await planAction(db, ids, action, by.today);
        if (plan.cards.length === 0) return { said: { kind: "nothing", action } };
        return action.kind === "reset" || plan.cards.length >= MANY ? { asked: plan } : apply(plan, by);
      }),
    async answer(yes) {
      const { asked } = state.current();
      if (!yes || !asked) return set({ asked: null });
      await run((by) => apply(asked, by));
    },
    takeBack: () =>
      run(async (by) => {
        const done = await ways.takeBack(by, tell);
        const last = await readLast(by);
        if (!done) return { last };
        onWritten();
        return { said: { kind: "takenBack", action: done.kind, cards: done.cards }, last };
      }),
  };
}

export interface ActionContext {
  readonly today: StudyDay;
  readonly scheduler: Scheduler;
  readonly maker: () => Maker;
}
