/** What the last weeks of a log say of its learner, day by day, so that days can be drawn from it again. */
import { DAY_MS } from "../../plan/study-day.ts";
import type { ReviewColumns } from "../optimise/columns.ts";
import { predict } from "../optimise/predict.ts";
import { eachTally, WIDTH } from "./tallies.ts";

/** What somebody does now says more of the days to come than what was done a year ago. */
const LOOK_BACK_DAYS = 90;

export interface Past {
  /** Days that are looked back on: up to 90, fewer where the log is younger. */
  readonly days: number;
  /** A row of `WIDTH` sums for each day, the oldest first; see `tallies.ts`. */
  readonly rows: Float64Array;
  /** By day: 1 where anything was answered. */
  readonly studied: Uint8Array;
  /** By day: the part of the new cards that the setting allowed which was begun, 0 to 1. */
  readonly newPart: Float64Array;
  /** By how much the log odds of recall differ from what the weights say, by the answers of these days. */
  readonly shift: number;
  /** By day: remembered less predicted with that shift, and the variance of the prediction, both summed over answers. */
  readonly residuals: Float64Array;
  readonly variances: Float64Array;
}

const NEWTON_STEPS = 6;

/** A recall whose log odds are moved. */
const shifted = (recall: number, shift: number): number => recall / (recall + (1 - recall) * Math.exp(-shift));

/** Without any answers, people's recall differs so much from what weights say, in log odds: a prior, made wide. */
export const PRIOR_SHIFT = 0.5;

/**
 * @param weights in force
 * @param endMs Unix time of the end of the last day; days are counted back from it, 24 hours each
 * @param newPerDay the setting in force so many days back, 0 for the last day
 */
export function pastOf(
  columns: ReviewColumns,
  weights: ArrayLike<number>,
  endMs: number,
  newPerDay: (daysBack: number) => number,
): Past {
  const { atMs, ratings } = columns;
  const backOf = (time: number): number => Math.floor((endMs - time) / DAY_MS);
  let oldest = -1;
  for (const time of atMs) oldest = Math.max(oldest, backOf(time));
  const days = Math.min(LOOK_BACK_DAYS, oldest + 1);
  const dayOf = Int32Array.from(atMs, (time) => {
    const back = backOf(time);
    return back < 0 || back >= days ? -1 : days - 1 - back;
  });
  const rows = new Float64Array(days * WIDTH);
  const studied = new Uint8Array(days);
  eachTally(columns, (i, place, amount) => {
    const day = dayOf[i] ?? -1;
    if (day < 0) return;
    rows[day * WIDTH + place] = (rows[day * WIDTH + place] ?? 0) + amount;
    studied[day] = 1;
  });
  const newPart = Float64Array.from({ length: days }, (_, day) => {
    const allowed = newPerDay(days - 1 - day);
    return allowed > 0 ? Math.min(1, (rows[(day + 1) * WIDTH - 1] ?? 0) / allowed) : 1;
  });

  const predicted = predict(columns, weights);
  const scored = Int32Array.from(predicted.keys()).filter(
    (i) => (predicted[i] ?? Number.NaN) >= 0 && (dayOf[i] ?? -1) >= 0,
  );
  const residuals = new Float64Array(days);
  const variances = new Float64Array(days);
  const score = (shift: number): { residual: number; variance: number } => {
    residuals.fill(0);
    variances.fill(0);
    let [residual, variance] = [0, 0];
    for (const i of scored) {
      const recall = shifted(predicted[i] ?? 0, shift);
      const [more, spread] = [((ratings[i] ?? 1) > 1 ? 1 : 0) - recall, recall * (1 - recall)];
      const day = dayOf[i] ?? 0;
      residuals[day] = (residuals[day] ?? 0) + more;
      variances[day] = (variances[day] ?? 0) + spread;
      residual += more;
      variance += spread;
    }
    return { residual, variance };
  };
  // Newton's steps to the most likely shift with a normal prior of width `PRIOR_SHIFT`: logistic regression with an
  // offset (Cox 1958, https://doi.org/10.1093/biomet/45.3-4.562).
  let shift = 0;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const { residual, variance } = score(shift);
    shift += (residual - shift / PRIOR_SHIFT ** 2) / (variance + 1 / PRIOR_SHIFT ** 2);
  }
  score(shift);
  return { days, rows, studied, newPart, shift, residuals, variances };
}
