/** What the next study day begins with, to be kept once nothing is left of this one: its first page then waits for no database. */
import { isBackUntold } from "../../../core/plan/away.ts";
import { nextChangeMs } from "../../../core/plan/next-change.ts";
import { buildQueue } from "../../../core/plan/queue.ts";
import { endOfToday } from "../../../core/time/now.ts";
import type { Clock } from "../../../platform/clock.ts";
import { readCardText } from "../../../store/decks/card-text.ts";
import type { Database } from "../../../store/opening/open.ts";
import { readToday, type Today } from "../../../store/today/today.ts";
import { hereAt } from "../../common/kept-here.ts";
import { optionCount, shuffledIndexes } from "../../common/shuffle.ts";
import { START } from "../session-state.ts";
import type { SessionActions } from "../session-view.ts";
import { toSession } from "../to-session.ts";
import type { KeptQuestion } from "./kept-card.ts";
import { keptOf, keptText } from "./kept-of.ts";

/**
 * The text to be kept, which counts from the instant on at which that day begins; null where it begins with something else
 * than a question. Whatever is written by then may make another card the first: that is found when the database has answered,
 * as with any kept card.
 * @param before what was kept for that day: with the same card, what was drawn stays
 */
export async function tomorrowText(
  db: Database,
  { now }: Pick<Today, "now">,
  before: KeptQuestion | null,
  actions: SessionActions,
  { offsetAt, randomBytes }: Clock,
): Promise<string | null> {
  const startMs = endOfToday(now);
  const today = await readToday(db, startMs, offsetAt);
  const queue = buildQueue(today);
  const [card] = queue.cards;
  const deck = today.decks.find(({ id }) => id === card?.deck);
  const text = card && (await readCardText(db, card));
  if (!deck || !text || isBackUntold(today.past, today.now.today)) return null;
  const options = optionCount(text.content);
  const order = before?.card.view.content.id === card.id ? before.card.view.optionOrder : [];
  const optionOrder = order.length === options ? order : shuffledIndexes(options, randomBytes);
  const drawn = { revealed: false, outcomes: [], optionOrder, shownAtMs: 0 };
  const state = { ...START, today, queue, shown: { card, text, deck, ...drawn } };
  const kept = keptOf(toSession(state, null, null, actions), state);
  const at = { ...hereAt(startMs), offsetMinutes: today.now.offsetMinutes };
  return kept && keptText(kept, at, nextChangeMs(today), before);
}
