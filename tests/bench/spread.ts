/** How unlike the days of a learner are, with days chosen by their load and with days left to chance. */
import { USUAL_WEEK, weekdayOf } from "../../src/core/memory/easy-days.ts";
import { balancedYears, meanOf, variationOf } from "../support/samples/balanced-years.ts";

const SEEDS = [1, 2, 3, 4];
/** The first days, with hardly a card, say nothing. */
const FROM = 60;

const lived = (newPerDay: number, easyDays: string | null) =>
  SEEDS.map((seed) => balancedYears({ seed, days: 365, newPerDay, cardsPerFact: 2, easyDays }).slice(FROM));

/** Lines for reading: for some loads, the variation of the days, and how many cards of one fact meet on one. */
export function spreadReport(): string[] {
  const lines = [3, 5, 10, 20].map((newPerDay) => {
    const figures = [null, USUAL_WEEK].map((easyDays) => {
      const years = lived(newPerDay, easyDays);
      const variation = meanOf(years.map((days) => variationOf(days.map(({ reviews }) => reviews))));
      const [reviews, together] = [years.flat().map((day) => day.reviews), years.flat().map((day) => day.together)];
      const words = easyDays === null ? "by chance" : "by load";
      return `${words}: variation ${(100 * variation).toFixed(1)} %, ${meanOf(reviews).toFixed(1)} reviews and ${meanOf(together).toFixed(2)} of them siblings a day`;
    });
    return `${newPerDay} new a day; ${figures.join("; ")}`;
  });
  const years = lived(10, "nnnnnf0").flat();
  const on = (weekday: number) =>
    meanOf(years.filter(({ day }) => weekdayOf(day) === weekday).map((day) => day.reviews));
  const usual = meanOf([0, 1, 2, 3, 4].map(on));
  const part = (weekday: number) => `${((100 * on(weekday)) / usual).toFixed(0)} %`;
  return [...lines, `Saturday "about half": ${part(5)} of a working day; Sunday "as few as possible": ${part(6)}`];
}
