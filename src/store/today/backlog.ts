/** What is due to somebody who was away, and how well it is remembered: read of every card that was begun, so for rare questions. */
import type { FactId } from "../../core/ids.ts";
import { modelFor } from "../../core/memory/model.ts";
import type { Backlog } from "../../core/plan/portions.ts";
import { doneCounts } from "../../core/plan/queue.ts";
import { FactTally } from "../../core/stats/fact-recall.ts";
import { recallOn } from "../../core/stats/statistics.ts";
import type { Database } from "../opening/open.ts";
import { begunInPieces } from "./beyond-today.ts";
import type { Today } from "./today.ts";

/** How far ahead it is looked for what falls due meanwhile. */
const DAYS_AHEAD = 60;

/** What is known of the cards that were begun. */
export interface Begun {
  /** Cards that are asked, and the sum of how likely each is recalled, 0 to 1. */
  cards: number;
  recall: number;
  /** All that were begun, also where none of their cards is asked. */
  readonly byFact: Map<FactId, FactTally>;
  /** Facts of which a card was begun that is asked. */
  readonly asked: Set<FactId>;
  /** How many cards in review are due today, and on each of the days after it. */
  readonly dueByDay: number[];
}

/** One look at all that was begun. */
export async function sumBegun(db: Database, { on, now: { today }, settings }: Today): Promise<Begun> {
  const model = modelFor(settings);
  const sum: Begun = {
    cards: 0,
    recall: 0,
    byFact: new Map(),
    asked: new Set(),
    dueByDay: Array.from({ length: DAYS_AHEAD + 1 }, () => 0),
  };
  for await (const { asked, aside } of begunInPieces(db, on)) {
    for (const row of [...asked, ...aside]) {
      const ofFact = sum.byFact.get(row.fact) ?? new FactTally();
      sum.byFact.set(row.fact, ofFact);
      ofFact.take(row, today, model);
    }
    for (const row of asked) {
      sum.asked.add(row.fact);
      sum.cards += 1;
      sum.recall += recallOn(row, today, model) ?? 0;
      // A card within its steps comes back by the minute, not by the day.
      const { dueAtMs, dueDay } = row.state;
      if (dueAtMs !== null || dueDay === null) continue;
      const ahead = Math.max(0, dueDay - today);
      if (ahead <= DAYS_AHEAD) sum.dueByDay[ahead] = (sum.dueByDay[ahead] ?? 0) + 1;
    }
  }
  return sum;
}

/** What of it a plan to catch up has to clear. */
export const backlogOf = (
  { cards, recall, dueByDay: [due = 0, ...later] }: Begun,
  { now: { today }, settings: { reviewsPerDay }, answered }: Today,
): Backlog => ({
  ...{ today, due, done: doneCounts(answered).reviews, later, mostPerDay: reviewsPerDay },
  forgotten: cards === 0 ? 0 : 1 - recall / cards,
});

/** What a plan to catch up has to clear, for who needs nothing else. */
export const readBacklog = async (db: Database, today: Today): Promise<Backlog> =>
  backlogOf(await sumBegun(db, today), today);
