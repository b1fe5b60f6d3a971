import type { EventId } from "../../core/ids.ts";
import type { MORE_NEW } from "../../core/log/kinds/plan.ts";
import { type Maker, makePlan } from "../../core/log/make-event.ts";
import { registerName } from "../../core/log/register-name.ts";
import type { EXAM } from "../../core/memory/exam.ts";
import type { CATCH_UP, PAUSE } from "../../core/plan/away.ts";
import { setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";

type PlanValue = string | number | null;

/**
 * Sets what the learner means to do, see `plan.ts`.
 * @param value null takes the plan away; or what makes it of the value that stands there, asked within the transaction and perhaps
 * once more, when it is to say the same
 * @returns the event that says so; null where it stood there already
 */
export async function setPlan(
  db: Database,
  key: typeof PAUSE | typeof CATCH_UP | typeof EXAM | typeof MORE_NEW,
  value: PlanValue | ((held: unknown) => PlanValue),
  maker: () => Maker,
): Promise<EventId | null> {
  const name = registerName({ kind: "plan", key });
  let made: EventId | null = null;
  await setRegisters(db, [name], (held) => {
    const before = held.get(name) ?? null;
    const wanted = typeof value === "function" ? value(before?.value) : value;
    if ((before?.value ?? null) === wanted) return [];
    const event = makePlan(key, wanted, before, maker());
    made = event.id;
    return [event];
  });
  return made;
}
