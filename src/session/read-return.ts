/** What a learner is told who comes back after days away. */
import { modelFor } from "../core/memory/model.ts";
import { retrievability } from "../core/memory/scheduler.ts";
import { type CatchUp, daysAway } from "../core/plan/away.ts";
import { planCatchUp } from "../core/plan/portions.ts";
import { begunInPieces } from "../store/beyond-today.ts";
import type { Database } from "../store/open.ts";
import type { Today } from "../store/today.ts";

export interface Return {
  /** Study days without an answer. */
  readonly days: number;
  /** Cards that were begun, and how many of them are likely still known. */
  readonly begun: number;
  readonly known: number;
  /** Reviews that are due. */
  readonly due: number;
  /** Null where all that is due is done in one day. */
  readonly plan: CatchUp | null;
}

/** How far ahead it is looked for what falls due meanwhile. */
const DAYS_AHEAD = 60;

/** What is told of cards that were begun. */
interface Begun {
  cards: number;
  /** How many of them are likely still known: the sum of their chances. */
  known: number;
  /** How many cards in review are due today, and on each of the days after it. */
  readonly dueByDay: number[];
}

async function sumBegun(db: Database, { on, now: { today }, settings }: Today): Promise<Begun> {
  const model = modelFor(settings);
  const sum: Begun = { cards: 0, known: 0, dueByDay: Array.from({ length: DAYS_AHEAD + 1 }, () => 0) };
  for await (const rows of begunInPieces(db, on)) {
    sum.cards += rows.length;
    for (const { state } of rows) {
      if (state.memory) sum.known += retrievability(state.memory, today - (state.lastDay ?? today), model);
      // A card within its steps comes back by the minute, not by the day.
      if (state.dueAtMs !== null || state.dueDay === null) continue;
      const ahead = Math.max(0, state.dueDay - today);
      if (ahead <= DAYS_AHEAD) sum.dueByDay[ahead] = (sum.dueByDay[ahead] ?? 0) + 1;
    }
  }
  return sum;
}

/** @returns null where nobody was away, or nothing is due */
export async function readReturn(db: Database, today: Today): Promise<Return | null> {
  const days = daysAway(today.past.lastDay, today.now.today);
  if (days === null || today.past.returned || today.plan?.pause) return null;
  const { cards, known, dueByDay } = await sumBegun(db, today);
  const [due = 0, ...later] = dueByDay;
  if (due === 0) return null;
  const forgotten = cards === 0 ? 0 : 1 - known / cards;
  const plan = planCatchUp({ today: today.now.today, due, later, forgotten, mostPerDay: today.settings.reviewsPerDay });
  return { days, begun: cards, known: Math.round(known), due, plan };
}
