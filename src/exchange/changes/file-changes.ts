import * as v from "valibot";

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const plainValue = v.union([v.string(), v.number(), v.boolean()]);

/** What some events would change, worked out by folding each card that they touch before and after. */
export const changesSchema = v.strictObject({
  startCounting: whole,
  /** Reviews that count here and would no longer. */
  stopCounting: whole,
  /** Reviews that count here, and would no longer speak for the memory of their cards, which were reset. They count on elsewhere. */
  beforeReset: whole,
  /** Reviews that count here, and would count on another study day. */
  moveDay: whole,
  /** New events, of whatever kind, that are dated later than now. */
  inFuture: whole,
  /** Cards whose schedule would be another. */
  cards: whole,
  /** Settings that would be in force with another value. */
  settings: v.array(v.strictObject({ key: v.string(), from: plainValue, to: plainValue })),
  /** Keys of plans that would be others: a pause, portions after an absence, an exam. They come along with the settings. */
  plans: v.array(v.string()),
  /** Decks, and chapters of them, that would be switched on or off. */
  switches: v.array(
    v.strictObject({ deck: v.string(), chapter: v.nullable(v.string()), title: v.string(), on: v.boolean() }),
  ),
  /** What is here would be touched by more than later reviews, so a backup is saved first. */
  touchesExisting: v.boolean(),
});
export type FileChanges = v.InferOutput<typeof changesSchema>;

/** How many cards have something that a learner has set for them, see `changedForCards`. */
export const setForCardsSchema = v.strictObject({
  suspended: whole,
  putOff: whole,
  stars: whole,
  /** Wordings of the learner's own. */
  wordings: whole,
});
export type SetForCards = v.InferOutput<typeof setForCardsSchema>;
