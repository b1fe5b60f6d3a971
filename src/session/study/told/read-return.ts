/** What a learner is told who comes back after days away. */
import { daysAway } from "../../../core/plan/away.ts";
import { planCatchUp } from "../../../core/plan/portions.ts";
import { factsKnown, figuresOf } from "../../../core/stats/known-facts.ts";
import type { Database } from "../../../store/opening/open.ts";
import { backlogOf, sumBegun } from "../../../store/today/backlog.ts";
import type { Today } from "../../../store/today/today.ts";
import type { Return } from "../session-state.ts";

/** @returns null where nobody was away, or nothing is due */
export async function readReturn(db: Database, today: Today): Promise<Return | null> {
  const days = daysAway(today.past.lastDay, today.now.today);
  if (days === null || today.past.returned || today.plan?.pause) return null;
  const begun = await sumBegun(db, today);
  const backlog = backlogOf(begun, today);
  const { due } = backlog;
  if (due === 0) return null;
  const plan = planCatchUp(backlog);
  const known = factsKnown([figuresOf([...begun.byFact.values()], today.settings.desiredRetention)]);
  return {
    ...{ days, begun: known.facts - known.new, recalled: Math.round(known.expected), fading: known.fading },
    ...{ aside: begun.byFact.size - begun.asked.size, due, plan },
  };
}
