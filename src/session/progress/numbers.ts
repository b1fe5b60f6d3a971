import { type Model, modelFor } from "../../core/memory/model.ts";
import type { CatchUp, Pause } from "../../core/plan/away.ts";
import { reviewsOn } from "../../core/plan/queue.ts";
import type { OnProgress, Progress } from "../../core/progress.ts";
import type { DayTable } from "../../core/stats/day-table.ts";
import { isSuspendedAt, type Places, type StateColumns } from "../../core/stats/state-columns.ts";
import { isCounted, isOffAt } from "../../core/stats/table-facts.ts";
import { nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { type CardTables, cardTables } from "../../store/card-table/card-table.ts";
import { readDayTable } from "../../store/days/read-day-table.ts";
import { areDaysDoubtful } from "../../store/days/recount.ts";
import { switchedOff } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { planFrom, readPlans } from "../../store/settings/plan.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { failureSentence } from "../common/worker-failure.ts";

/** Before the first look whether the days are counted, in ms. From one look to the next it is twice as long, up to the longest. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [5000, 60_000];

/** Whoever opens the database anew has numbers of its own. */
const isConnectionClosed = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "InvalidStateError";

/** By the background, wherever this page is closed. What asks the browser is large, and mostly nobody needs it. */
const countSoon = async (): Promise<void> => (await import("../../platform/alarm.ts")).wakeSoon();

/** All that the charts are worked out from. */
export interface Numbers {
  readonly table: DayTable;
  readonly today: StudyDay;
  readonly model: Model;
  /** The plan of a learner who catches up after an absence; null where none holds. */
  readonly catchUp: CatchUp | null;
  readonly pause: Pause | null;
  /** Where all cards stand. */
  readonly states: StateColumns;
  /** The places of the cards of today's decks, but for those that are switched off and not begun. */
  readonly counted: Places;
  /** Those of them that are asked for: of decks and chapters that are on, and not suspended. */
  readonly asked: Places;
  /** The sums of past days may be wrong, and are being counted anew. */
  readonly isCountingAnew: boolean;
}

export type NumbersState =
  | { readonly kind: "reading"; readonly progress: Progress }
  | { readonly kind: "read"; readonly numbers: Numbers }
  | { readonly kind: "failed"; readonly message: string };

export interface NumbersControl extends Live<NumbersState> {
  /** Reads again, what is shown staying meanwhile. */
  readonly read: () => Promise<void>;
}

/**
 * What was done is kept in sums of the days, and where the cards stand in a table.
 * @param cards of whoever reads them for more than the numbers
 */
export function numbersControl(db: Database, clock: Clock, cards: CardTables = cardTables(db)): NumbersControl {
  const state = liveValue<NumbersState>({ kind: "reading", progress: { done: 0, total: 0 } });
  let soon: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  /** The numbers that were read last are being counted anew. */
  let isAwaited = false;
  const lookAgainSoon = (): void => {
    clearTimeout(soon);
    soon = setTimeout(() => void look(), pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  };
  const lookAgainAfter = (error: unknown): void => {
    if (!isConnectionClosed(error)) lookAgainSoon();
  };
  /** Nobody is told when the counting has found that all was right. */
  const look = async (): Promise<void> => {
    try {
      if (await areDaysDoubtful(db)) lookAgainSoon();
      else await read();
    } catch (error) {
      console.error("whether the days are counted anew could not be seen:", error);
      lookAgainAfter(error);
    }
  };
  const wait = (isCountingAnew: boolean): void => {
    clearTimeout(soon);
    isAwaited = isCountingAnew;
    if (!isAwaited) {
      pauseMs = FIRST_PAUSE_MS;
      return;
    }
    logFailure("having the days counted anew", countSoon());
    lookAgainSoon();
  };
  const readOnce = async (): Promise<void> => {
    try {
      const numbers = await readNumbers(db, clock, cards, (progress) => {
        if (state.current().kind === "reading") state.set({ kind: "reading", progress });
      });
      state.set({ kind: "read", numbers });
      wait(numbers.isCountingAnew);
    } catch (error) {
      console.error("the numbers could not be read:", error);
      state.set({ kind: "failed", message: failureSentence(error) });
      if (isAwaited) lookAgainAfter(error);
    }
  };
  const { read } = oneAtATime(readOnce);
  return { ...state, read };
}

async function readNumbers(db: Database, clock: Clock, tables: CardTables, onProgress: OnProgress): Promise<Numbers> {
  let total: Promise<number> | null = null;
  // To count the cards takes longer than to read a table that was kept.
  const onRead = (done: number): void => {
    total ??= db.count("states");
    logFailure(
      "telling how many cards are read",
      total.then((cards) => onProgress({ done: Math.min(cards, done), total: cards })),
    );
  };
  // First: what ends while the sums are read may not be in all of them.
  const isCountingAnew = await areDaysDoubtful(db);
  const [settings, plans, table, isOff, all] = await Promise.all([
    readSettings(db),
    readPlans(db),
    readDayTable(db),
    switchedOff(db),
    tables.read(onRead),
  ]);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const off = all.cards.chapters.map(([deck, chapter]) => isOff({ deck, chapter }));
  const [counted, asked]: [number[], number[]] = [[], []];
  for (let place = 0; place < all.cards.ids.length; place++) {
    if (!isCounted(all, place, off)) continue;
    counted.push(place);
    if (!isOffAt(all, place, off) && !isSuspendedAt(all.states, place)) asked.push(place);
  }
  const plan = planFrom(plans, today);
  const catchUp = plan.catchUp && { ...plan.catchUp, perDay: reviewsOn({ settings, plan }) };
  const { pause } = plan;
  return {
    table,
    today,
    model: modelFor(settings),
    catchUp,
    pause,
    states: all.states,
    counted,
    asked,
    isCountingAnew,
  };
}
