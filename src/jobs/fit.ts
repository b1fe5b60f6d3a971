/** What the worker says of weights that it fitted. */
import * as v from "valibot";
import { interval, part, whole } from "./figures.ts";

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
