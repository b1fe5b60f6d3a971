import { grouped } from "../../../src/core/grouped.ts";
import { everyLearner, heldToAccount, isWithin, type Made, type Result } from "./coverage.ts";

/** How many outcomes of some learners lie within the band of nine in ten, and how wide that is. */
export interface Coverage {
  readonly learners: number;
  readonly of: string;
  /** Parts from 0 to 1. */
  readonly answers: number;
  readonly minutes: number;
  /** The median width of the band as a part of its mean. */
  readonly answersWidth: number;
  readonly minutesWidth: number;
}

/** @param times how often each combination of memory, habit and length of history is made */
export function benchForecast(times: number): Coverage[] {
  const results = everyLearner(times).map((made) => heldToAccount(made));
  const by = (key: Exclude<keyof Made, "seed">): Coverage[] =>
    [...grouped(results, ({ made }) => made[key])].map(([value, some]) =>
      coverageOf(key === "history" ? `${value} days of history` : String(value), some),
    );
  return [coverageOf("all", results), ...by("history"), ...by("habit"), ...by("truth")];
}

function coverageOf(of: string, results: readonly Result[]): Coverage {
  const part = (key: "answers" | "minutes") => results.filter((one) => isWithin(one[key])).length / results.length;
  const width = (key: "answers" | "minutes") => {
    const widths = results.map((one) => (one[key].high - one[key].low) / one[key].mean).sort((a, b) => a - b);
    return widths[widths.length >> 1] ?? Number.NaN;
  };
  return {
    of,
    learners: results.length,
    answers: part("answers"),
    minutes: part("minutes"),
    answersWidth: width("answers"),
    minutesWidth: width("minutes"),
  };
}
