import { type Judgement, judge } from "../core/memory/judge/judge.ts";
import { type Fit, fitWeights } from "../core/memory/optimise/fit.ts";
import { writeWeights } from "../core/memory/weights.ts";
import type { OnProgress } from "../core/progress.ts";
import type { ModelFit } from "../jobs/fit.ts";
import type { Database } from "../store/opening/open.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";

/** Chance decides which cards are drawn again; the same seed says the same of the same log. */
const SEED = 2026;
/** Both fits take about as long; what follows the first is soon done. */
const STEPS = 1000;

/** Fits the weights of the model to the reviews of this profile, and judges them on reviews they have not seen. */
export async function fitModel(db: Database, onProgress: OnProgress): Promise<ModelFit> {
  const { columns, model } = await readHistory(db);
  const halves = (half: 0 | 1) => (part: number) =>
    onProgress({ done: Math.round(((half + part) / 2) * STEPS), total: STEPS });
  const judged: Judgement = drive(judge(columns, model.weights, SEED), halves(0));
  const fit: Fit = drive(fitWeights(columns), halves(1));
  const { fittedTo, judgedOn, table, againstPresent, againstDefault, fsrs7AgainstPresent, worthIt, calibration } =
    judged;
  return {
    weights: writeWeights(fit.weights),
    fitted: fit.fitted,
    scored: fit.scored,
    fittedTo,
    judgedOn,
    table: [...table],
    againstPresent,
    againstDefault,
    fsrs7AgainstPresent,
    worthIt: worthIt && fit.fitted !== "none",
    calibration: { fitted: [...calibration.fitted], present: [...calibration.present] },
  };
}
