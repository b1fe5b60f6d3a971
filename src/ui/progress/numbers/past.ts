/** The data and the sentences of the charts of the past. */
import { RATINGS } from "../../../core/memory/rating.ts";
import { ANSWER_KINDS } from "../../../core/stats/answer-kind.ts";
import { type Sums, sumsBetween } from "../../../core/stats/day-table.ts";
import { type Range, type Span, spanOf, type Unit, unitFor } from "../../../core/stats/range.ts";
import {
  durationOf,
  type Piece,
  retentionOf,
  shareOf,
  standsOverTime,
  sumsByUnit,
} from "../../../core/stats/series.ts";
import { plural, t } from "../../../platform/i18n.ts";
import { GRADE_NAMES } from "../../../session/common/grade-names.ts";
import type { Numbers } from "../../../session/progress/numbers.ts";
import type { ChartData } from "../../charts/chart.ts";
import { counted, numberText, passedText, percent } from "../../parts/figures.ts";
import { hourText } from "../../parts/formats.ts";
import { timeText, unitName, unitTexts } from "./words.ts";

export interface Told {
  readonly sentence: string;
  readonly data: ChartData | null;
}

/** The stretch that the charts of the past show, and into what it is cut. */
export interface PastNumbers {
  readonly span: Span;
  readonly unit: Unit;
  readonly sums: Sums;
  readonly pieces: readonly Piece[];
}

export function pastOf({ table, today }: Numbers, range: Range): PastNumbers {
  const span = spanOf(range, table, today);
  const unit = unitFor(span);
  return { span, unit, sums: sumsBetween(table, span.from, span.to), pieces: sumsByUnit(table, span, unit) };
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

export function todayTold({ table, today }: Numbers): Told {
  const sums = sumsBetween(table, today, today);
  if (sums.answers === 0) return { sentence: t("todayNone"), data: null };
  const passed = total(ANSWER_KINDS.map((kind) => total(sums.buttons[kind].slice(1))));
  const { learning, relearning, young, mature } = sums.buttons;
  return {
    sentence: `${plural("todayAnswers", sums.answers, timeText(durationOf(sums)))} ${t("todayRight", passedText({ passed, asked: sums.answers }))}`,
    data: {
      rowName: t("chartKind"),
      valueName: t("chartAnswers"),
      series: [{ name: t("chartAnswers"), tone: "full" }],
      format: numberText,
      isNamed: true,
      rows: [
        { label: t("kindNew"), values: [sums.introduced] },
        { label: t("kindLearning"), values: [total(learning) - sums.introduced] },
        { label: t("kindRelearning"), values: [total(relearning)] },
        { label: t("kindYoung"), values: [total(young)] },
        { label: t("kindMature"), values: [total(mature)] },
      ],
    },
  };
}

export function answersTold({ unit, sums, pieces }: PastNumbers): Told {
  if (sums.answers === 0) return { sentence: t("pastNone"), data: null };
  return {
    sentence:
      sums.days === 1
        ? plural("answersOneDay", sums.answers)
        : plural("answersTold", sums.answers, numberText(sums.answers / Math.max(1, sums.days)), sums.days),
    data: {
      rowName: unitName(unit),
      valueName: t("chartAnswers"),
      series: [
        { name: t("kindMature"), tone: "full" },
        { name: t("kindYoung"), tone: "hatched" },
        { name: t("kindRelearning"), tone: "dotted" },
        { name: t("kindLearning"), tone: "open" },
      ],
      format: numberText,
      rows: pieces.map((piece) => {
        const { learning, relearning, young, mature } = piece.sums.buttons;
        return { ...unitTexts(piece, unit), values: [mature, young, relearning, learning].map(total) };
      }),
    },
  };
}

export function timeTold({ unit, sums, pieces }: PastNumbers): Told {
  const spent = durationOf(sums);
  if (spent === 0) return { sentence: t("pastNone"), data: null };
  return {
    sentence: t(
      "timeTold",
      timeText(spent),
      timeText(spent / Math.max(1, sums.days)),
      counted("countSeconds", spent / sums.answers / 1000, 1),
    ),
    data: {
      rowName: unitName(unit),
      valueName: t("chartMinutes"),
      series: [{ name: t("chartMinutes"), tone: "full" }],
      format: (minutes) => numberText(minutes, 1),
      rows: pieces.map((piece) => ({
        ...unitTexts(piece, unit),
        values: [durationOf(piece.sums) / 60_000],
      })),
    },
  };
}

/** Of a day there are too few answers to tell anything: the next larger unit. */
export const retentionUnit = (unit: Unit): Unit => (unit === "day" ? "week" : "month");

export function retentionTold(
  numbers: Numbers,
  { span, unit, sums, pieces }: PastNumbers,
  wantedUnit: Unit | null,
): Told {
  const all = retentionOf(sums);
  const share = shareOf(all);
  if (share === null) return { sentence: t("retentionNone"), data: null };
  const { young, mature } = sums.retention;
  const { desiredRetention } = numbers.model;
  const by = wantedUnit ?? retentionUnit(unit);
  return {
    sentence: t(
      "retentionTold",
      percent(share),
      all.passed,
      all.asked,
      passedText(young),
      passedText(mature),
      percent(desiredRetention),
    ),
    data: {
      rowName: unitName(by),
      valueName: t("chartPassed"),
      series: [
        { name: t("kindYoung"), tone: "hatched" },
        { name: t("kindMature"), tone: "full" },
      ],
      format: percent,
      rows: (by === unit ? pieces : sumsByUnit(numbers.table, span, by)).map((piece) => ({
        ...unitTexts(piece, by),
        values: [shareOf(piece.sums.retention.young), shareOf(piece.sums.retention.mature)],
      })),
    },
  };
}

export function buttonsTold({ sums }: PastNumbers): Told {
  if (sums.answers === 0) return { sentence: t("pastNone"), data: null };
  const { learning, relearning, young, mature } = sums.buttons;
  const first = learning.map((count, i) => count + (relearning[i] ?? 0));
  const reviews = total(young) + total(mature);
  const again = (young[0] ?? 0) + (mature[0] ?? 0);
  // Rounded once, so that the two shares add up.
  const share = Math.round((100 * again) / Math.max(1, reviews)) / 100;
  return {
    sentence: reviews === 0 ? t("buttonsNone") : t("buttonsTold", percent(share), percent(1 - share)),
    data: {
      rowName: t("chartButton"),
      valueName: t("chartAnswers"),
      series: [
        { name: t("kindMature"), tone: "full" },
        { name: t("kindYoung"), tone: "hatched" },
        { name: t("kindSteps"), tone: "open" },
      ],
      format: numberText,
      isNamed: true,
      rows: RATINGS.map((rating, i) => ({
        label: t(GRADE_NAMES[rating]),
        values: [mature[i] ?? 0, young[i] ?? 0, first[i] ?? 0],
      })),
    },
  };
}

/** Fewer answers say nothing: of an hour whether one is right at it, of all hours at which one studies. */
const ENOUGH = 20;

export function hoursTold({ sums: { hours, answers } }: PastNumbers): Told {
  if (answers === 0) return { sentence: t("pastNone"), data: null };
  const places = hours.map((hour, at) => ({ ...hour, at }));
  const busiest = places.reduce((most, hour) => (hour.asked > most.asked ? hour : most));
  const compared = places.filter(({ asked }) => asked >= ENOUGH);
  const best = compared.reduce((most, hour) => ((shareOf(hour) ?? 0) > (shareOf(most) ?? 0) ? hour : most), busiest);
  const lead =
    answers < ENOUGH
      ? plural("hoursFew", ENOUGH)
      : t("hoursTold", hourText(busiest.at), percent(busiest.asked / answers));
  const more = compared.length > 1 ? ` ${t("hoursBest", hourText(best.at), percent(shareOf(best) ?? 0))}` : "";
  return {
    sentence: `${lead}${more}`,
    data: {
      rowName: t("chartHour"),
      valueName: t("chartAnswers"),
      series: [
        { name: t("chartRight"), tone: "full" },
        { name: t("gradeAgain"), tone: "open" },
      ],
      format: numberText,
      rows: places.map(({ at, asked, passed }) => ({
        label: hourText(at),
        tick: at % 3 === 0 ? String(at) : "",
        values: [passed, asked - passed],
      })),
    },
  };
}

export function cardsTold(numbers: Numbers, { span, unit, pieces }: PastNumbers): Told {
  const { table, counted: places } = numbers;
  const stood = standsOverTime(table, span, pieces, places.length);
  const last = stood.at(-1);
  if (!last || places.length === 0) return { sentence: t("pastNone"), data: null };
  return {
    sentence: t(
      "cardsTold",
      last.learning + last.young + last.mature,
      counted("countCards", places.length),
      last.mature,
    ),
    data: {
      rowName: unitName(unit),
      valueName: t("chartCards"),
      series: [
        { name: t("kindMature"), tone: "full" },
        { name: t("kindYoung"), tone: "hatched" },
        { name: t("kindLearning"), tone: "dotted" },
        { name: t("kindNew"), tone: "open" },
      ],
      format: numberText,
      rows: stood.map((row) => ({
        ...unitTexts({ from: row.day, to: row.day }, unit === "month" ? "month" : "day"),
        values: [row.mature, row.young, row.learning, row.new].map((count) => Math.max(0, count)),
      })),
    },
  };
}
