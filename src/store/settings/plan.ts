/** What the learner means to do, see `core/plan/away.ts` and `core/memory/exam.ts`. */
import { MORE_NEW } from "../../core/log/kinds/plan.ts";
import { EXAM, examFrom } from "../../core/memory/exam.ts";
import { CATCH_UP, catchUpFrom, PAUSE, pauseFrom } from "../../core/plan/away.ts";
import { moreNewFrom } from "../../core/plan/more-new.ts";
import type { Plan } from "../../core/plan/queue.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { registersOf } from "../database/key-ranges.ts";
import type { RegisterRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { heldIn, readHeldIn } from "../log/held-registers.ts";
import type { Database } from "../opening/open.ts";

export const PLAN_REGISTERS = (): IDBKeyRange => registersOf("plan");

/** All plans, for `planFrom` and `examOf`. @throws when the database cannot be read; one row that cannot be read is no such case */
export const readPlans = (db: Database): Promise<RegisterRow[]> => readHeldIn(db, PLAN_REGISTERS());

/** The same as a transaction finds them, which must hold the log. */
export const plansNow = (transaction: Reading): Promise<RegisterRow[]> => heldIn(transaction, PLAN_REGISTERS());

const planValue = (rows: readonly RegisterRow[], wanted: string): unknown =>
  rows.find(({ key }) => key === wanted)?.value;

export const planFrom = (rows: readonly RegisterRow[], today: StudyDay): Plan => ({
  pause: pauseFrom(planValue(rows, PAUSE), today),
  catchUp: catchUpFrom(planValue(rows, CATCH_UP), today),
  moreNew: moreNewFrom(planValue(rows, MORE_NEW), today),
});

/** The day of the exam that is ahead; null where there is none, or it is over. */
export const examOf = (rows: readonly RegisterRow[], today: StudyDay): StudyDay | null =>
  examFrom(planValue(rows, EXAM), today);
