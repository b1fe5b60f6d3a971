/** Are the sums of each day what the log says? All are counted anew beside them; what differs is replaced. */
import type { DeckId } from "../../core/ids.ts";
import { beginRecount, compareSome, recountSome } from "../../store/days/recount.ts";
import { finding, NOTHING_CHECKED } from "./findings.ts";
import type { CheckPart } from "./part.ts";

const COUNTING = "counting";
const COMPARING = "comparing";

/** First the cards, some at each step, then the days. How far the counting has come, the database itself says. */
export const checkDays: CheckPart = async ({ db, held }, after) => {
  if (after === null) {
    await beginRecount(db);
    return { next: COUNTING, checked: NOTHING_CHECKED };
  }
  if (after === COUNTING) {
    return { next: (await recountSome(db, { held })) ? COUNTING : COMPARING, checked: NOTHING_CHECKED };
  }
  const compared = await compareSome(db, typeof after === "object" ? dayKey(after) : null);
  // Another page has compared them, or has begun anew, and will.
  if (!compared) return { next: null, checked: NOTHING_CHECKED };
  const { wrong, next } = compared;
  return { next, checked: finding("day", wrong, wrong) };
};

const dayKey = ([day, deck]: readonly [number, number | string]): [number, DeckId] => [day, String(deck) as DeckId];
