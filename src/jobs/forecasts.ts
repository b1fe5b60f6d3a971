/** What the worker says of what a desired retention would cost, and how a forecast of days that are past has held. */
import * as v from "valibot";
import { interval, whole } from "./figures.ts";

const point = v.strictObject({
  desiredRetention: v.number(),
  reviewsPerDay: interval,
  minutesPerDay: interval,
  /** Cards that are remembered at the end. */
  known: interval,
  cardsPerHour: interval,
});

export const workloadSchema = v.strictObject({
  days: whole,
  /** Cards that are begun, and cards that would be. */
  cards: whole,
  newCards: whole,
  /** Days of a long absence that its habits leave out; 0 for none. */
  absentDays: whole,
  /** Of a pause that holds: the study day on which it ends, before which nothing is asked, and whether all of these days are before it. */
  pause: v.nullable(v.strictObject({ untilDay: whole, isThrough: v.boolean() })),
  points: v.array(point),
  knownWithout: v.number(),
  best: v.nullable(v.number()),
});
export type WorkloadForecast = v.InferOutput<typeof workloadSchema>;
export type WorkloadPoint = v.InferOutput<typeof point>;

const held = v.strictObject({ ...interval.entries, happened: v.number() });

/** See core/stats/hindcast.ts. */
export const hindcastSchema = v.nullable(
  v.strictObject({
    from: v.number(),
    to: v.number(),
    absentDays: whole,
    answers: v.array(v.strictObject({ ...held.entries, day: v.number() })),
    minutes: held,
    awayDays: whole,
  }),
);
