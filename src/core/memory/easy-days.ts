/** Days of the week that are to have fewer cards. */
import type { StudyDay } from "../time/study-day.ts";

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

const USUAL: EasyDays = Array.from({ length: WEEK }, () => "normal");

/** The kinds that a setting says, as the learner chose them; a usual week where it says none. */
export const chosenDays = (text: string): EasyDays => readEasyDays(text) ?? USUAL;

/** Whether all days are asked to hold fewer cards, and as few as one another: then none is lighter than another. */
export const isAllEasy = (days: EasyDays): boolean => days[0] !== "normal" && days.every((kind) => kind === days[0]);

/** The kinds that days are planned by: cards have to come on some day, so seven days that are all easy are a usual week. */
export function easyDaysFrom(text: string): EasyDays {
  const days = chosenDays(text);
  return isAllEasy(days) ? USUAL : days;
}

/** The text of the setting that `readEasyDays` reads. */
export const writeEasyDays = (days: EasyDays): string => days.map((kind) => LETTERS[kind]).join("");

/** 0 for Monday. The first study day, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: StudyDay): number => (((day + 3) % WEEK) + WEEK) % WEEK;
