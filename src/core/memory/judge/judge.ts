/**
 * Whether weights are worth adopting. They are fitted to the first four fifths of what was scored and judged on the last
 * fifth, which they have not seen. Anki compares on the very reviews that it fitted to, and with the present weights
 * alone (anki#3094); here the defaults compete as well, and the gain must exceed what chance explains.
 */
import { DEFAULT_WEIGHTS } from "../model.ts";
import { columnsBefore, type ReviewColumns } from "../optimise/columns.ts";
import { type Fit, fitWeights } from "../optimise/fit.ts";
import { logLossOf, predict } from "../optimise/predict.ts";
import { scoredInOrder } from "../optimise/scored.ts";
import { type Random, randomFrom } from "../random.ts";
import { movingAverage, superMemo2 } from "./baselines.ts";
import { reviewBins } from "./bins.ts";
import { bootstrapMean, type Interval } from "./bootstrap.ts";
import { type CalibrationBin, calibrationBins } from "./calibration.ts";
import { predictFsrs7 } from "./fsrs7.ts";
import { areaUnderCurve, logLoss, rmseOverBins, type Scored } from "./scores.ts";

/** `fsrs7` has its published weights, fitted to many users, like `default`. */
export type Predictor = "fitted" | "present" | "default" | "fsrs7" | "movingAverage" | "average" | "superMemo2";

export interface Row {
  readonly predictor: Predictor;
  /** In nats a review; lower is better. */
  readonly logLoss: number;
  /** 0 to 1; lower is better. */
  readonly rmseBins: number;
  /** 0.5 for chance, 1 at best; null where all was remembered, or nothing. */
  readonly areaUnderCurve: number | null;
}

export interface Judgement {
  /** The weights that were judged; those to adopt are fitted once more, to everything. */
  readonly fit: Fit;
  readonly fittedTo: number;
  readonly judgedOn: number;
  readonly table: readonly Row[];
  /** Log loss of the fitted weights less that of the others; below 0 they are better. Null where nothing is judged. */
  readonly againstPresent: Interval | null;
  readonly againstDefault: Interval | null;
  /** The same of FSRS-7 less the present weights. */
  readonly fsrs7AgainstPresent: Interval | null;
  /** Better than both, by more than 19 of 20 draws of cards explain. */
  readonly worthIt: boolean;
  readonly calibration: Readonly<Record<"fitted" | "present", readonly CalibrationBin[]>>;
}

const PART_FITTED = 0.8;

/**
 * Runs in pieces, as `fitWeights` does; what follows the fit takes about as long as a pass or two over the history.
 * @yields the part of the fit that is done
 * @param present the weights in use
 */
export function* judge(
  columns: ReviewColumns,
  present: readonly number[],
  seed: number,
): Generator<number, Judgement, void> {
  const order = scoredInOrder(columns);
  const split = Math.floor(PART_FITTED * order.length);
  const held = order.subarray(split);
  const fit = yield* fitWeights(columnsBefore(columns, columns.atMs[held[0] ?? 0] ?? 0));
  const of = (predictions: Float64Array): Scored => ({
    predicted: Float64Array.from(held, (i) => predictions[i] ?? 0),
    remembered: Uint8Array.from(held, (i) => ((columns.ratings[i] ?? 0) > 1 ? 1 : 0)),
  });
  const fitted = of(predict(columns, fit.weights));
  const presently = of(predict(columns, present));
  const byDefault = of(predict(columns, DEFAULT_WEIGHTS));
  const byFsrs7 = of(predictFsrs7(columns));
  const passed = order.subarray(0, split).reduce((sum, i) => sum + ((columns.ratings[i] ?? 0) > 1 ? 1 : 0), 0);
  const average = new Float64Array(columns.ratings.length).fill(passed / Math.max(1, split));
  const bins = reviewBins(columns);
  const heldBins = Int32Array.from(held, (i) => bins[i] ?? 0);
  const row = (predictor: Predictor, scored: Scored): Row => ({
    predictor,
    logLoss: logLoss(scored),
    rmseBins: rmseOverBins(scored, heldBins),
    areaUnderCurve: areaUnderCurve(scored),
  });
  yield 1;
  const random = randomFrom(seed);
  const againstPresent = difference(columns, held, fitted, presently, random);
  const againstDefault = difference(columns, held, fitted, byDefault, random);
  const better = (interval: Interval | null) => interval !== null && interval.high < 0;
  return {
    fit,
    fittedTo: split,
    judgedOn: held.length,
    table:
      held.length === 0
        ? []
        : [
            row("fitted", fitted),
            row("present", presently),
            row("default", byDefault),
            row("fsrs7", byFsrs7),
            row("movingAverage", of(movingAverage(columns, order))),
            row("average", of(average)),
            row("superMemo2", of(superMemo2(columns))),
          ],
    againstPresent,
    againstDefault,
    fsrs7AgainstPresent: difference(columns, held, byFsrs7, presently, random),
    worthIt: fit.fitted !== "none" && better(againstPresent) && better(againstDefault),
    calibration: { fitted: calibrationBins(fitted), present: calibrationBins(presently) },
  };
}

/** Of log loss a review, first less second, with its interval over cards. */
function difference(
  { starts }: ReviewColumns,
  held: Int32Array,
  first: Scored,
  second: Scored,
  random: Random,
): Interval | null {
  if (held.length === 0) return null;
  const cardOf = new Int32Array(starts.at(-1) ?? 0);
  for (let card = 0; card + 1 < starts.length; card++) cardOf.fill(card, starts[card], starts[card + 1]);
  const sums = new Float64Array(starts.length - 1);
  const counts = new Float64Array(starts.length - 1);
  for (const [n, i] of held.entries()) {
    const card = cardOf[i] ?? 0;
    const remembered = first.remembered[n] === 1;
    const lossOf = ({ predicted }: Scored) => logLossOf(predicted[n] ?? 0, remembered);
    sums[card] = (sums[card] ?? 0) + lossOf(first) - lossOf(second);
    counts[card] = (counts[card] ?? 0) + 1;
  }
  const judged = counts.map((count, card) => (count > 0 ? card : -1)).filter((card) => card >= 0);
  return bootstrapMean(
    judged.map((card) => sums[card] ?? 0),
    judged.map((card) => counts[card] ?? 0),
    random,
  );
}
