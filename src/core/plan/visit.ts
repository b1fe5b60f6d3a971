/** A visit to chosen cards: what is asked as on any day, and what is only practised. */
import type { CardEntry } from "../card.ts";
import type { CardId } from "../ids.ts";
import { isBegun } from "../memory/card-state.ts";
import { isPutOff } from "../memory/put-off.ts";
import type { StudyDay } from "../time/study-day.ts";
import { buildQueue, type Day, NO_PLAN } from "./queue.ts";

/** By card how many reviews it had when the learner asked for its answer to count before it is due. */
export type Counted = ReadonlyMap<CardId, number>;
const NONE: Counted = new Map();

/**
 * The day of a visit: of the chosen cards those that are due or new, without the limits of the day, since they were asked
 * for; with its rule that two cards of one fact do not come on one day. A pause and the portions after an absence are for
 * the days, and do not bind a visit. A contrast that a mix-up called for elsewhere comes where it was chosen too.
 * @param day as it was read
 * @param chosen the chosen cards as they stand
 * @param isOn whether a card's chapter asks anything, and the card waits for no fact and is not suspended
 * @param counted what was asked for early: each until it has one review more, whoever gave that
 */
export function visitDay<C extends CardEntry, D extends Day<C>>(
  day: D,
  chosen: readonly C[],
  isOn: (card: C) => boolean,
  counted: Counted = NONE,
): D {
  const { today } = day.now;
  const asked = chosen.filter((card) => isOn(card) && !card.retired && !isPutOff(card.state, today));
  const learning = asked.filter(({ state }) => state.dueAtMs !== null);
  const early = asked.filter((card) => canCount(card, today) && counted.get(card.id) === card.state.reviews);
  const reviews = without(asked, early)
    .filter(({ state }) => state.dueAtMs === null && isBegun(state) && (state.dueDay ?? today) <= today)
    .sort((a, b) => (a.state.dueDay ?? 0) - (b.state.dueDay ?? 0));
  const newCards = asked.filter(({ state }) => state.phase === "new").sort((a, b) => a.order - b.order);
  const ids = new Set(chosen.map(({ id }) => id));
  const unlimited = { newPerDay: Number.POSITIVE_INFINITY, reviewsPerDay: Number.POSITIVE_INFINITY };
  return {
    ...day,
    learning,
    reviews,
    newCards,
    called: without(
      (day.called ?? []).filter(({ id }) => ids.has(id)),
      early,
    ),
    early,
    settings: { ...day.settings, ...unlimited },
    plan: NO_PLAN,
  };
}

/**
 * The chosen cards that are not asked as usual: not due, or of a fact that has its turn today already. They are practised,
 * in the order in which they were chosen, and nothing of that is written. What is suspended is left out.
 * @param day the day of the visit
 * @param counted what is asked, or was, and is not practised
 */
export function practiceOf<C extends CardEntry>(
  day: Day<C>,
  chosen: readonly C[],
  counted: Counted = NONE,
): readonly C[] {
  const usual = new Set([...day.learning, ...buildQueue(day).cards].map(({ id }) => id));
  return chosen.filter(({ id, state, retired }) => !usual.has(id) && !counted.has(id) && !retired && !state.suspended);
}

/**
 * Whether the answer to a card that is practised could be a review instead, given early: not of a new card, nor of one within
 * its steps, nor of one that was put off.
 */
export const canCount = ({ state }: CardEntry, today: StudyDay): boolean =>
  isBegun(state) && state.dueAtMs === null && !isPutOff(state, today);

const without = <C extends CardEntry>(cards: readonly C[], others: readonly C[]): C[] =>
  cards.filter(({ id }) => !others.some((other) => other.id === id));
