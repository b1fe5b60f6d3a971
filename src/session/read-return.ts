/** What a learner is told who comes back after days away. */
import { grouped } from "../core/grouped.ts";
import { modelFor } from "../core/memory/model.ts";
import { type CatchUp, daysAway } from "../core/plan/away.ts";
import { planCatchUp } from "../core/plan/portions.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { factRecall, factsKnown } from "../core/stats/fact-recall.ts";
import { recallOn } from "../core/stats/statistics.ts";
import { readBegun } from "../store/beyond-today.ts";
import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import type { Today } from "../store/today.ts";

export interface Return {
  /** Study days without an answer. */
  readonly days: number;
  /** Facts that were begun, and how many of them are likely still known: the unit of the ring and of the report. */
  readonly begun: number;
  readonly known: number;
  /** Cards that are due for review. */
  readonly due: number;
  /** Null where all that is due is done in one day. */
  readonly plan: CatchUp | null;
}

/** How far ahead it is looked for what falls due meanwhile. */
const DAYS_AHEAD = 60;

/** How many cards in review are due today, and on each of the days after it. */
function dueByDay(begun: readonly StateRow[], today: StudyDay): number[] {
  const counts = Array.from({ length: DAYS_AHEAD + 1 }, () => 0);
  for (const { state } of begun) {
    // A card within its steps comes back by the minute, not by the day.
    if (state.dueAtMs !== null || state.dueDay === null) continue;
    const ahead = Math.max(0, state.dueDay - today);
    if (ahead <= DAYS_AHEAD) counts[ahead] = (counts[ahead] ?? 0) + 1;
  }
  return counts;
}

/** @returns null where nobody was away, or nothing is due */
export async function readReturn(db: Database, today: Today): Promise<Return | null> {
  const days = daysAway(today.past.lastDay, today.now.today);
  if (days === null || today.past.returned || today.plan?.pause) return null;
  const begun = await readBegun(db, today.on);
  const [due = 0, ...later] = dueByDay(begun, today.now.today);
  if (due === 0) return null;
  const model = modelFor(today.settings);
  const recalls = begun.map((card) => recallOn(card, today.now.today, model) ?? 0);
  const forgotten = begun.length === 0 ? 0 : 1 - recalls.reduce((sum, one) => sum + one, 0) / begun.length;
  const byFact = [...grouped(begun, ({ fact }) => fact).values()];
  const known = factsKnown(byFact.map((cards) => factRecall(cards, today.now.today, model)));
  const plan = planCatchUp({ today: today.now.today, due, later, forgotten, mostPerDay: today.settings.reviewsPerDay });
  return { days, begun: known.facts, known: Math.round(known.expected), due, plan };
}
