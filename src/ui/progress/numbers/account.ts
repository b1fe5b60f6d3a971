/** The data and the sentences of how well the model has foretold. */
import { type Held, HINDCAST_DAYS, type Hindcast } from "../../../core/stats/hindcast.ts";
import type { ModelFit } from "../../../jobs/fit.ts";
import { t } from "../../../platform/i18n.ts";
import { PREDICTOR_NAMES } from "../../model/predictor-names.ts";
import { counted, lossText, numberText } from "../../parts/figures.ts";
import type { Told } from "./past.ts";
import { timeText, unitTexts } from "./words.ts";

const isWithin = ({ low, high, happened }: Held): boolean => happened >= low && happened <= high;
const MINUTE_MS = 60_000;

export function hindcastTold({ from, absentDays, awayDays, answers, minutes }: Hindcast): Told {
  const all = answers.at(-1);
  if (!all) return { sentence: t("distributionNone"), data: null };
  const [count, time] = [isWithin(all), isWithin(minutes)];
  const within = count
    ? time
      ? "hindcastBoth"
      : "hindcastAnswersOnly"
    : time
      ? "hindcastTimeOnly"
      : "hindcastNeither";
  const verdict = all.happened === 0 ? "hindcastAway" : within;
  const before = { day: from - 1, low: 0, mean: 0, high: 0, happened: 0 };
  const said = t(
    "hindcastTold",
    HINDCAST_DAYS,
    numberText(all.low),
    counted("countAnswers", all.high),
    timeText(minutes.low * MINUTE_MS),
    timeText(minutes.high * MINUTE_MS),
    counted("countAnswers", all.happened),
    timeText(minutes.happened * MINUTE_MS),
  );
  // Where nothing at all was studied, the verdict says that already.
  const away = all.happened > 0 && awayDays > 0 ? [t("hindcastAbsence", numberText(awayDays))] : [];
  const leftOut = absentDays > 0 ? [t("forecastAbsence", numberText(absentDays))] : [];
  return {
    sentence: [said, t(verdict), ...away, ...leftOut].join(" "),
    data: {
      rowName: t("hindcastUpTo"),
      valueName: t("chartAnswers"),
      series: [
        { name: t("hindcastLow"), tone: "hatched" },
        { name: t("hindcastMean"), tone: "hatched" },
        { name: t("hindcastHigh"), tone: "hatched" },
        { name: t("hindcastHappened"), tone: "ink" },
      ],
      format: numberText,
      rows: [before, ...answers].map(({ day, low, mean, high, happened }) => ({
        ...unitTexts({ from: day, to: day }, "day"),
        values: [low, mean, high, happened],
      })),
    },
  };
}

/** What FSRS-7 would have foretold; it schedules nothing yet. */
export function fsrs7Told({ judgedOn, table, fsrs7AgainstPresent }: ModelFit): Told {
  const lossOf = (name: "fsrs7" | "present"): number => table.find(({ predictor }) => predictor === name)?.logLoss ?? 0;
  if (fsrs7AgainstPresent === null) return { sentence: t("fsrs7None"), data: null };
  const { low, high } = fsrs7AgainstPresent;
  return {
    sentence: t(
      high < 0 ? "fsrs7Better" : low > 0 ? "fsrs7Worse" : "fsrs7Alike",
      numberText(judgedOn),
      lossText(lossOf("fsrs7")),
      lossText(lossOf("present")),
    ),
    data: {
      rowName: t("modelPrediction"),
      valueName: t("modelLogLoss"),
      series: [{ name: t("modelLogLoss"), tone: "full" }],
      format: lossText,
      rows: table.map(({ predictor, logLoss }) => ({ label: t(PREDICTOR_NAMES[predictor]), values: [logLoss] })),
    },
  };
}
