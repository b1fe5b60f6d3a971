/** What the worker says of other days for many cards: what they would change, and how it ended that they were given or put back. */
import * as v from "valibot";
import { whole } from "./figures.ts";

/** What due days by the model in force would change. */
export const reschedulingSchema = v.strictObject({
  /** Cards that would come sooner, and later, than was promised. */
  earlier: whole,
  later: whole,
  /** Cards that are due today, as things stand and with the other days. */
  dueBefore: whole,
  dueAfter: whole,
  /** False where other cards may move as well, whose states are not worked out by the weights in force yet. */
  isWhole: v.boolean(),
});
export type Rescheduling = v.InferOutput<typeof reschedulingSchema>;

/**
 * How it ended that many cards were given other days, or had those before put back. `whole`: all of it is done, by whichever page.
 * `begun`: some are put back in part, or cannot be read, as what is kept of them says. Otherwise early, and what was written stays:
 * `otherWeights`: states are still to be worked out by other weights; `putBack`, `given`: another page puts back what this one gave,
 * or gives days where this one put them back, or has done so; `noExam`: none is ahead any more, by whoever's wish.
 */
const DAYS_ENDS = ["whole", "begun", "otherWeights", "putBack", "given", "noExam"] as const;

export const daysGivenSchema = v.strictObject({
  end: v.picklist(DAYS_ENDS),
  /** Cards that were answered or changed while days were given, and stay as they are. */
  meanwhile: whole,
});
export type DaysGiven = v.InferOutput<typeof daysGivenSchema>;
