/** Are the sums of each day what the log says? All are counted anew beside them; what differs is replaced. */
import type { DeckId } from "../../core/ids.ts";
import { beginRecount, compareSome, isRecounting, recountSome } from "../../store/days/recount.ts";
import { finding, NOTHING_CHECKED } from "./findings.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

const COUNTING = "counting";
const COMPARING = "comparing";

/** First the cards, some at each step, then the days. How far the counting has come, the database itself says. */
async function step({ db, held }: CheckTools, after: Position): Promise<Step> {
  if (after === null) {
    await beginRecount(db, false);
    return { next: COUNTING, checked: NOTHING_CHECKED, looked: 0 };
  }
  if (after === COUNTING) {
    let looked = 0;
    const isLeft = await recountSome(db, { held, onCounted: (cards) => (looked += cards) });
    return { next: isLeft ? COUNTING : COMPARING, checked: NOTHING_CHECKED, looked };
  }
  const compared = await compareSome(db, typeof after === "object" ? dayKey(after) : null);
  // Another page has compared them; or it has begun anew, and may be stopped before it does.
  if (!compared) return { next: (await isRecounting(db)) ? COUNTING : null, checked: NOTHING_CHECKED, looked: 0 };
  const { wrong, days, next } = compared;
  return { next, checked: finding("day", wrong, wrong), looked: days };
}

export const checkDays: CheckPart = {
  count: async ({ db }) => (await db.count("states")) + (await db.count("days")),
  costUs: 45,
  step,
};

const dayKey = ([day, deck]: readonly [number, number | string]): [number, DeckId] => [day, String(deck) as DeckId];
