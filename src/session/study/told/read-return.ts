/** What a learner is told who comes back after days away. */
import type { FactId } from "../../../core/ids.ts";
import { modelFor } from "../../../core/memory/model.ts";
import { daysAway } from "../../../core/plan/away.ts";
import { planCatchUp } from "../../../core/plan/portions.ts";
import { recallOn } from "../../../core/stats/statistics.ts";
import type { Database } from "../../../store/opening/open.ts";
import { begunInPieces } from "../../../store/today/beyond-today.ts";
import type { Today } from "../../../store/today/today.ts";
import type { Return } from "../session-state.ts";

/** How far ahead it is looked for what falls due meanwhile. */
const DAYS_AHEAD = 60;

interface Sum {
  cards: number;
  /** The sum of how likely each is recalled, 0 to 1. */
  recall: number;
}

/** What is told of cards that were begun. */
interface Begun extends Sum {
  readonly byFact: Map<FactId, Sum>;
  /** Facts of which a card was begun that is not asked for. */
  readonly aside: Set<FactId>;
  /** How many cards in review are due today, and on each of the days after it. */
  readonly dueByDay: number[];
}

async function sumBegun(db: Database, { on, now: { today }, settings }: Today): Promise<Begun> {
  const model = modelFor(settings);
  const sum: Begun = {
    cards: 0,
    recall: 0,
    byFact: new Map(),
    aside: new Set(),
    dueByDay: Array.from({ length: DAYS_AHEAD + 1 }, () => 0),
  };
  for await (const { asked, aside } of begunInPieces(db, on)) {
    for (const { fact } of aside) sum.aside.add(fact);
    for (const row of asked) {
      const recall = recallOn(row, today, model) ?? 0;
      const ofFact = sum.byFact.get(row.fact) ?? { cards: 0, recall: 0 };
      sum.byFact.set(row.fact, ofFact);
      for (const each of [sum, ofFact]) {
        each.cards += 1;
        each.recall += recall;
      }
      // A card within its steps comes back by the minute, not by the day.
      const { dueAtMs, dueDay } = row.state;
      if (dueAtMs !== null || dueDay === null) continue;
      const ahead = Math.max(0, dueDay - today);
      if (ahead <= DAYS_AHEAD) sum.dueByDay[ahead] = (sum.dueByDay[ahead] ?? 0) + 1;
    }
  }
  return sum;
}

const share = ({ cards, recall }: Sum): number => (cards === 0 ? 0 : recall / cards);

/** @returns null where nobody was away, or nothing is due */
export async function readReturn(db: Database, today: Today): Promise<Return | null> {
  const days = daysAway(today.past.lastDay, today.now.today);
  if (days === null || today.past.returned || today.plan?.pause) return null;
  const begun = await sumBegun(db, today);
  const [due = 0, ...later] = begun.dueByDay;
  if (due === 0) return null;
  const forgotten = begun.cards === 0 ? 0 : 1 - share(begun);
  const plan = planCatchUp({ today: today.now.today, due, later, forgotten, mostPerDay: today.settings.reviewsPerDay });
  // A fact is known by as much as its cards are in the mean, as on the ring.
  const known = [...begun.byFact.values()].reduce((sum, fact) => sum + share(fact), 0);
  const aside = [...begun.aside].filter((fact) => !begun.byFact.has(fact)).length;
  return { days, begun: begun.byFact.size, known: Math.round(known), aside, due, plan };
}
