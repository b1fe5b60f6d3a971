/** What the learner means to do, see `core/plan/away.ts`. */
import { type Maker, makePlan } from "../core/log/make-event.ts";
import { registerName } from "../core/log/register.ts";
import { CATCH_UP, catchUpFrom, PAUSE, pauseFrom } from "../core/plan/away.ts";
import type { Plan } from "../core/plan/queue.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import type { Database } from "./open.ts";
import { registersOf, setRegisters } from "./registers.ts";
import type { RegisterRow } from "./schema.ts";

export const PLAN_REGISTERS = (): IDBKeyRange => registersOf("plan");

export function planFrom(rows: readonly RegisterRow[], today: StudyDay): Plan {
  const value = (key: string): unknown => rows.find((row) => row.key === key)?.value;
  return { pause: pauseFrom(value(PAUSE), today), catchUp: catchUpFrom(value(CATCH_UP), today) };
}

/** @param value null takes the plan away */
export function setPlan(
  db: Database,
  key: typeof PAUSE | typeof CATCH_UP,
  value: string | number | null,
  maker: () => Maker,
): Promise<void> {
  const name = registerName({ kind: "plan", key });
  return setRegisters(db, [name], (held) => [makePlan(key, value, held.get(name) ?? null, maker())]);
}
