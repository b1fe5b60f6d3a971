/** More new cards than the settings allow, on one study day alone: what a learner asks for at its end. */
import type { StudyDay } from "../time/study-day.ts";

/** So many are offered at once, at most: a day is a few minutes, and each of them comes back several times. */
const MOST_AT_ONCE = 10;
/** As many as the settings allow for each day; what says more was made by hand, or by an earlier version. */
export const MOST_OF_A_DAY = 200;

/** The value of the register, with no more than a day may have; as of any plan, null for none. */
export const moreNewValue = (cards: number, day: StudyDay): string | null =>
  cards === 0 ? null : `${Math.min(cards, MOST_OF_A_DAY)} on ${day}`;

interface MoreNew {
  readonly cards: number;
  readonly day: StudyDay;
}

/** @param value of the register; null where it says nothing of this day or a later one */
export function moreNewSince(value: unknown, earliest: StudyDay): MoreNew | null {
  const [, cards, day] = /^(\d+) on (\d{1,6})$/.exec(typeof value === "string" ? value : "") ?? [];
  if (cards === undefined || Number(cards) === 0 || Number(day) < earliest) return null;
  return { cards: Math.min(Number(cards), MOST_OF_A_DAY), day: Number(day) as StudyDay };
}

/** @param value of the register; 0 where it is of another day, or none */
export function moreNewFrom(value: unknown, today: StudyDay): number {
  const found = moreNewSince(value, today);
  return found?.day === today ? found.cards : 0;
}

/** @returns what the register becomes where so many more are asked for; as it is where a day may have no more */
export function moreNewWith(value: unknown, cards: number, today: StudyDay): string | null {
  const already = moreNewFrom(value, today);
  return already === MOST_OF_A_DAY ? String(value) : moreNewValue(already + cards, today);
}

/** How many more are offered to somebody who begins so many on other days, and has been given so many more by now. */
export const offeredMore = (newPerDay: number, already: number): number =>
  Math.min(newPerDay, MOST_AT_ONCE, MOST_OF_A_DAY - already);
