/** What the learner means to do, see `core/plan/away.ts`. */
import { CATCH_UP, catchUpFrom, PAUSE, pauseFrom } from "../core/plan/away.ts";
import type { Plan } from "../core/plan/queue.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { registersOf } from "./key-ranges.ts";
import type { RegisterRow } from "./schema.ts";

export const PLAN_REGISTERS = (): IDBKeyRange => registersOf("plan");

export function planFrom(rows: readonly RegisterRow[], today: StudyDay): Plan {
  const value = (key: string): unknown => rows.find((row) => row.key === key)?.value;
  return { pause: pauseFrom(value(PAUSE), today), catchUp: catchUpFrom(value(CATCH_UP), today) };
}
