import type { CardState } from "../../core/memory/card-state.ts";
import { type Model, modelFor } from "../../core/memory/model.ts";
import { nowAt } from "../../core/plan/now.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { counts } from "../../core/stats/counted.ts";
import type { DayTable } from "../../core/stats/day-table.ts";
import type { OnJobProgress } from "../../exchange/backup/backup-format.ts";
import type { JobProgress } from "../../exchange/client.ts";
import type { Clock } from "../../platform/clock.ts";
import { readDayTable } from "../../store/days/days.ts";
import { statesInPieces } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { type Live, liveValue } from "../common/live.ts";
import { failureSentence } from "../common/worker-failure.ts";

/** All that the charts are worked out from. */
export interface Numbers {
  readonly table: DayTable;
  readonly today: StudyDay;
  readonly model: Model;
  /** Where the cards of today's decks stand, but for those that are switched off and not begun. */
  readonly states: readonly CardState[];
  /** Those of them that are asked for: of decks and chapters that are on, and not suspended. */
  readonly asked: readonly CardState[];
}

export type NumbersState =
  | { readonly kind: "reading"; readonly progress: JobProgress }
  | { readonly kind: "read"; readonly numbers: Numbers }
  | { readonly kind: "failed"; readonly message: string };

export interface NumbersControl extends Live<NumbersState> {
  /** Reads again, what is shown staying meanwhile. */
  readonly read: () => Promise<void>;
}

/** What was done is kept in sums of the days; where the cards stand is read in pieces. No event is read. */
export function numbersControl(db: Database, clock: Clock): NumbersControl {
  const state = liveValue<NumbersState>({ kind: "reading", progress: { done: 0, total: 0 } });
  let running: Promise<void> | null = null;
  let again = false;
  const readOnce = async (): Promise<void> => {
    try {
      const numbers = await readNumbers(db, clock, (done, total) => {
        if (state.current().kind === "reading") state.set({ kind: "reading", progress: { done, total } });
      });
      state.set({ kind: "read", numbers });
    } catch (error) {
      console.error("the numbers could not be read:", error);
      state.set({ kind: "failed", message: failureSentence(error) });
    }
  };
  return {
    ...state,
    read() {
      again = running !== null;
      running ??= (async () => {
        do {
          again = false;
          await readOnce();
        } while (again);
      })().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

async function readNumbers(db: Database, clock: Clock, onProgress: OnJobProgress): Promise<Numbers> {
  const [settings, table, total] = await Promise.all([readSettings(db), readDayTable(db), db.count("states")]);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const states: CardState[] = [];
  const asked: CardState[] = [];
  let done = 0;
  for await (const rows of statesInPieces(db)) {
    done = Math.min(total, done + rows.length);
    onProgress(done, total);
    for (const { state, retired, off } of rows) {
      if (retired || !counts({ off, isBegun: state.phase !== "new" })) continue;
      states.push(state);
      if (!off && !state.suspended) asked.push(state);
    }
  }
  return { table, today, model: modelFor(settings), states, asked };
}
