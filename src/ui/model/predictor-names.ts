import type { Predictor } from "../../jobs/fit.ts";
import type { MessageKey } from "../../platform/i18n.ts";

/** What each predictor is called in a table. */
export const PREDICTOR_NAMES: Readonly<Record<Predictor, MessageKey>> = {
  fitted: "predictorFitted",
  present: "predictorPresent",
  default: "predictorDefault",
  fsrs7: "predictorFsrs7",
  movingAverage: "predictorMovingAverage",
  average: "predictorAverage",
  superMemo2: "predictorSuperMemo2",
};
