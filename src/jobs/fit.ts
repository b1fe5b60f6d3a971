/** What the worker says of weights that it fitted, and of what a desired retention would cost. */
import * as v from "valibot";

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const interval = v.strictObject({ mean: v.number(), low: v.number(), high: v.number() });

/** Predictions that lie next to each other, and what came of them. */
const bin = v.strictObject({ predicted: part, observed: part, low: part, high: part, count: whole });

export const PREDICTORS = ["fitted", "present", "default", "fsrs7", "movingAverage", "average", "superMemo2"] as const;

export const fitSchema = v.strictObject({
  /** The setting that adopts the weights: those fitted to all reviews. */
  weights: v.string(),
  /** What was fitted of them. */
  fitted: v.picklist(["all", "initial", "none"]),
  /** Reviews at least a study day after the card's review before: only these can be predicted. */
  scored: whole,
  /** How many of them the judged weights were fitted to, and how many they were judged on. */
  fittedTo: whole,
  judgedOn: whole,
  /** By the order of `PREDICTORS`; empty where there was nothing to judge on. Log loss in nats a review. */
  table: v.array(
    v.strictObject({
      predictor: v.picklist(PREDICTORS),
      logLoss: v.number(),
      rmseBins: v.number(),
      areaUnderCurve: v.nullable(v.number()),
    }),
  ),
  /** Log loss of the fitted weights less that of the present ones and of the defaults: below 0 they are better. */
  againstPresent: v.nullable(interval),
  againstDefault: v.nullable(interval),
  fsrs7AgainstPresent: v.nullable(interval),
  worthIt: v.boolean(),
  calibration: v.strictObject({ fitted: v.array(bin), present: v.array(bin) }),
});
export type ModelFit = v.InferOutput<typeof fitSchema>;
export type Bin = v.InferOutput<typeof bin>;
export type Predictor = (typeof PREDICTORS)[number];

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
