/** What a user does to chosen cards, from the progress page and to one from a study page: looked at first, asked where it changes much, taken back. */
import type { CardId, EventId } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import type { CardAction, CardActionKind } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { nowAndThen } from "../../store/database/changes.ts";
import { whyNotWritten } from "../../store/database/why-not.ts";
import type { Database } from "../../store/opening/open.ts";
import { type ActionRecord, cardsStaying } from "../../store/writing/action-record.ts";
import {
  type ActionDone,
  type ActionEnd,
  type ActionPlan,
  applyAction,
  type LongWork,
  lastAction,
  planAction,
} from "../../store/writing/card-actions.ts";
import { type TakenBack, takeActionBack } from "../../store/writing/take-action-back.ts";
import { type Live, liveValue } from "../common/live.ts";
import { readMaker } from "../common/maker.ts";
import { inPartText, troubleText } from "../common/trouble-text.ts";

export type { ActionPlan } from "../../store/writing/card-actions.ts";

/** From so many cards on, the user is asked before anything is done. A reset is always asked for. */
const MANY = 10;

export type ActionSaid =
  | { readonly kind: "done"; readonly action: CardAction; readonly changed: number; readonly meanwhile: number }
  /** None of the chosen cards would have changed. */
  | { readonly kind: "nothing"; readonly action: CardAction }
  /** `unreadable`: it was taken back but for so many cards, which cannot be read. */
  | { readonly kind: "takenBack" | "unreadable"; readonly action: CardActionKind; readonly cards: number }
  /** It came to an end midway, where it stays: see `LastAction.begun`. */
  | { readonly kind: Exclude<ActionEnd, "whole"> }
  | { readonly kind: "failed"; readonly sentence: string };

export interface ActionState {
  /** What waits for the user's yes. */
  readonly asked: ActionPlan | null;
  readonly busy: boolean;
  /** For how many cards of how many it is done, where there are so many that it can be stopped midway. */
  readonly written: { readonly done: number; readonly total: number } | null;
  /** About the last action, until the next. */
  readonly said: ActionSaid | null;
  /** What was done last today and can be taken back; or what cannot be read just then, see `LastAction.begun`. */
  readonly last: LastAction | null;
}

export interface LastAction {
  readonly kind: CardActionKind;
  /** Of how many cards it can be taken back. */
  readonly cards: number;
  /** The first event of it, by which it is found again. */
  readonly first: EventId;
  /**
   * Doing it, or taking it back, was begun and has not come to its end, here or on another page; and how far it has come.
   * `unreadable`: all was taken back but what cannot be read, and before that is mended nothing can be done about it.
   */
  readonly begun: {
    readonly what: NonNullable<ActionRecord["begun"]>;
    readonly cards: number;
    readonly of: number;
  } | null;
}

export interface CardActions extends Live<ActionState> {
  /** Does it at once, or asks first where it changes much. Resolves when it is done or asked. */
  readonly start: (ids: readonly CardId[], action: CardAction) => Promise<void>;
  /** The user's yes or no to what was asked. */
  readonly answer: (yes: boolean) => Promise<void>;
  readonly takeBack: () => Promise<void>;
  /** Ends work on many cards after the step that is under way. What was done by then stays, and can be taken back. */
  readonly stop: () => void;
  /** Asks again what was done last, since another page may have done something, taken it back, or mended what could not be read. */
  readonly look: () => void;
}

/** How an action reaches the log, and what can be taken back of what was done so. */
export interface ActionWays {
  /** Does what was planned. */
  readonly apply: (plan: ActionPlan, by: ActionContext, work: LongWork) => Promise<ActionDone>;
  /** Null where nothing was done today that could be taken back. */
  readonly last: (by: Pick<ActionContext, "today">) => Promise<LastAction | null>;
  /** Resolves to what was taken back; null where that was nothing. */
  readonly takeBack: (last: LastAction, by: ActionContext, work: LongWork) => Promise<TakenBack | null>;
}

/** Each action is one whole that is taken back as one, on whichever page, until the day ends. */
const asWholes = (db: Database): ActionWays => ({
  apply: (plan, { maker }, work) => applyAction(db, plan, maker, work),
  async last({ today }) {
    const record = await lastAction(db, today);
    return record && standing(record);
  },
  takeBack: ({ first }, { maker }, work) => takeActionBack(db, maker, { ...work, first }),
});

function standing(record: ActionRecord): LastAction {
  const { kind, cards, of, back, first, begun } = record;
  const come = begun === "doing" ? { cards, of } : { cards: back, of: cards };
  return { kind, cards: cardsStaying(record), first, begun: begun && { what: begun, ...come } };
}

/**
 * @param onWritten the log has changed
 * @param announce tells other pages so, while work on many cards goes on
 * @param ways where the page keeps its own count of what it does
 */
export function cardActions(
  db: Database,
  clock: Clock,
  onWritten: () => void,
  announce: () => void,
  ways: ActionWays = asWholes(db),
): CardActions {
  const state = liveValue<ActionState>({ asked: null, busy: false, written: null, said: null, last: null });
  const set = (change: Partial<ActionState>): void => state.set({ ...state.current(), ...change });

  const here = async (): Promise<ActionContext> => {
    const { maker } = await readMaker(db, clock);
    return { today: maker().now.today, maker };
  };
  let isStopped = false;
  let onMore = nowAndThen(announce);
  const work: LongWork = {
    onStep(done, total) {
      set({ written: { done, total } });
      if (done > 0) onMore();
    },
    goOn: () => !isStopped,
  };
  /** How often it was asked or said what was done last. What was asked before that is said no more. */
  let said = 0;
  const readAgain = (): void => {
    const asked = ++said;
    logFailure(
      "reading what was done today",
      here()
        .then(ways.last)
        .then((last) => said === asked && set({ last })),
    );
  };
  /** One piece of work at a time; what goes wrong becomes a sentence. */
  const run = async (begin: (by: ActionContext) => Promise<Partial<ActionState>>): Promise<void> => {
    if (state.current().busy) return;
    isStopped = false;
    onMore = nowAndThen(announce);
    set({ busy: true, said: null, asked: null });
    try {
      const change = await begin(await here());
      if (change.last !== undefined) said++;
      set({ ...change, busy: false, written: null });
    } catch (error) {
      console.error("cards could not be changed:", error);
      const trouble = await whyNotWritten(error);
      const inPart = (state.current().written?.done ?? 0) > 0;
      const sentence = (inPart ? inPartText : troubleText)(trouble);
      set({ busy: false, written: null, said: { kind: "failed", sentence } });
      if (!inPart) return;
      readAgain();
      onWritten();
    }
  };
  /** What was written is there, whatever becomes of this reading: where that fails, it is offered to nobody. */
  const lastNow = (by: ActionContext): Promise<LastAction | null> =>
    ways.last(by).catch((error: unknown) => {
      console.error("what was done last could not be read:", error);
      return null;
    });
  const apply = async (plan: ActionPlan, by: ActionContext): Promise<Partial<ActionState>> => {
    const { end, ...done } = await ways.apply(plan, by, work);
    if (done.changed > 0) onWritten();
    return {
      said: end === "whole" ? { kind: "done", action: plan.action, ...done } : { kind: end },
      last: await lastNow(by),
    };
  };

  readAgain();
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
        const before = state.current().last;
        const done = before && (await ways.takeBack(before, by, work));
        const last = await lastNow(by);
        // Another page was first, or the day is over: a button that goes in silence would seem to have done it.
        if (!done) return { said: before && { kind: "overtaken" }, last };
        onWritten();
        return { said: saidOf(done), last };
      }),
    stop() {
      isStopped = true;
    },
    look() {
      // Whoever is at work reads it when that is done.
      if (!state.current().busy) readAgain();
    },
  };
}

function saidOf({ kind: action, cards, end, unreadable }: TakenBack): ActionSaid {
  if (end === "whole") return { kind: "takenBack", action, cards };
  return end === "unreadable" ? { kind: end, action, cards: unreadable } : { kind: end };
}

export interface ActionContext {
  readonly today: StudyDay;
  readonly maker: () => Maker;
}
