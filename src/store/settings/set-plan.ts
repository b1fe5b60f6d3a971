import { type Maker, makePlan } from "../../core/log/make-event.ts";
import { registerName } from "../../core/log/register-name.ts";
import type { EXAM } from "../../core/memory/exam.ts";
import type { CATCH_UP, PAUSE } from "../../core/plan/away.ts";
import { setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";

/**
 * Sets what the learner means to do, see `plan.ts`.
 * @param value null takes the plan away
 */
export function setPlan(
  db: Database,
  key: typeof PAUSE | typeof CATCH_UP | typeof EXAM,
  value: string | number | null,
  maker: () => Maker,
): Promise<void> {
  const name = registerName({ kind: "plan", key });
  return setRegisters(db, [name], (held) => {
    const before = held.get(name) ?? null;
    return (before?.value ?? null) === value ? [] : [makePlan(key, value, before, maker())];
  });
}
