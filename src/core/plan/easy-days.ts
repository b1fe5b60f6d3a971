/** Days of the week that are to have fewer cards. */
import type { StudyDay } from "./study-day.ts";

/** How much a day of the week is asked to hold: as much as others, about half of that, or next to nothing. */
export const EASY_DAY_KINDS = ["normal", "fewer", "none"] as const;
export type EasyDay = (typeof EASY_DAY_KINDS)[number];

/** Seven kinds, Monday first. */
export type EasyDays = readonly EasyDay[];

/** As the setting has them: a letter for each day of the week, Monday first. */
const LETTERS: Readonly<Record<EasyDay, string>> = { normal: "n", fewer: "f", none: "0" };
const WEEK = 7;

/** As the setting has it where no day is easier than another. */
export const USUAL_WEEK = LETTERS.normal.repeat(WEEK);

/** @returns null for a text that does not say a kind for each day of the week */
export function readEasyDays(text: string): EasyDays | null {
  const kinds = [...text].flatMap((letter) => EASY_DAY_KINDS.filter((kind) => LETTERS[kind] === letter));
  return kinds.length === WEEK && text.length === WEEK ? kinds : null;
}

/** The kinds that a setting says; a usual week where it says none. */
export const easyDaysFrom = (text: string): EasyDays =>
  readEasyDays(text) ?? Array.from({ length: WEEK }, () => "normal");

/** The text of the setting that `readEasyDays` reads. */
export const writeEasyDays = (days: EasyDays): string => days.map((kind) => LETTERS[kind]).join("");

/** 0 for Monday. The first study day, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: StudyDay): number => (((day + 3) % WEEK) + WEEK) % WEEK;
