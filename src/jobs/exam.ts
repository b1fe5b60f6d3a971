/** What the worker says of an exam that is ahead. */
import * as v from "valibot";
import { interval, whole } from "./figures.ts";

const way = v.strictObject({
  /** Facts that are recalled on the day, and those of which a card was begun by then. */
  facts: interval,
  begun: interval,
  minutesPerDay: interval,
});

export const examSchema = v.nullable(
  v.strictObject({
    /** The study day of the exam. */
    day: v.number(),
    /** Facts of all cards that are on, begun or not. */
    total: whole,
    /** Facts that were begun and are not among those, since all their cards are suspended or switched off. */
    aside: whole,
    /** Cards of what is on that are suspended. */
    suspended: whole,
    /** The learner begins all new cards that a day allows, so that more of them a day would be begun. */
    isNewLimited: v.boolean(),
    /** As answers are planned from now on. */
    planned: way,
    /** As if no date were set. */
    unplanned: way,
    /** Cards that are due on the day or later, and how it would be with them brought forward; null where there are none. */
    late: whole,
    forward: v.nullable(way),
  }),
);
/** Null where no exam is ahead. */
export type ExamForecast = v.InferOutput<typeof examSchema>;
