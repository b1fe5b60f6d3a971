/** What the words mean that somebody types in the list of cards, and what is asked for by them. */
import type { StudyDay } from "../time/study-day.ts";
import type { CardFilter } from "./card-list.ts";

/** How a card stands, by which it can be asked for; all filters but that of days, and what no filter lists. */
export type AskedState = Exclude<CardFilter, "due"> | "begun" | "young" | "mature";

/** It is asked on one of these days; `from` is null for whatever waits since before, `to` for whatever comes later. */
export interface Days {
  readonly kind: "days";
  readonly from: StudyDay | null;
  readonly to: StudyDay | null;
  readonly not: boolean;
}

/** What a card has to be, or, where it is `not`, must not be. */
export type Single = { readonly kind: "state"; readonly state: AskedState; readonly not: boolean } | Days;

/** One thing, or one of several. */
export type Ask = Single | { readonly kind: "either"; readonly of: readonly Single[] };

/** All that is asked for, each thing of its own. */
export const singles = (asks: readonly Ask[]): readonly Single[] =>
  asks.flatMap((ask) => (ask.kind === "either" ? ask.of : [ask]));

/** Of several such days a card has to be asked on one: it is asked on one alone. */
export const isDay = (ask: Ask): ask is Days => ask.kind === "days" && !ask.not;

/** What a phrase means. Days are counted from today on. */
export type Meaning =
  | { readonly kind: "state"; readonly state: AskedState }
  /** With a day beside it, on that day; alone, today. */
  | { readonly kind: "due" }
  | { readonly kind: "overdue" }
  | { readonly kind: "day"; readonly from: number | null; readonly to: number }
  /** The number in the phrase is one of days, or of weeks; `isWithin`: from now until then. */
  | { readonly kind: "in"; readonly days: 1 | 7; readonly isWithin: boolean }
  /** This week, or one after it. */
  | { readonly kind: "week"; readonly weeks: number }
  /** The next one; 0 is Sunday. */
  | { readonly kind: "weekday"; readonly weekday: number }
  /** The number in the phrase is a day of this month, of which 0 is January. */
  | { readonly kind: "date"; readonly month: number }
  /** All days until the one that follows, which is one of them or not. */
  | { readonly kind: "until"; readonly isIncluded: boolean }
  /** All days from the one that follows, which is one of them or not. */
  | { readonly kind: "since"; readonly isIncluded: boolean }
  /** All days from the one that follows to that behind it. */
  | { readonly kind: "between" }
  /** On the day that follows, and from it on where another end comes: German "von", Spanish "de". */
  | { readonly kind: "of" }
  /** Between the first day and the last. */
  | { readonly kind: "to" }
  /** Behind a day: that one and all later ones. */
  | { readonly kind: "onward" }
  /** Leads to a day that nobody here can tell, as "last" in "last Friday". */
  | { readonly kind: "lead" }
  /** Turns round what follows. */
  | { readonly kind: "not" }
  /** One of what stands before it and behind it. */
  | { readonly kind: "or" }
  /** Leads to a day, as "on" in "due on Monday"; alone it is a word as any other. */
  | { readonly kind: "on" }
  /** Says nothing more beside something that is asked for, as "cards" in "overdue cards". */
  | { readonly kind: "beside" };

/** By what people ask in their language. */
export interface Vocabulary {
  /** By phrases of one word or several, `inPieces`; {@link NUMBER} and {@link YEAR} stand for any. */
  readonly phrases: ReadonlyMap<string, Meaning>;
  /** Numbers in words. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Stands in a phrase for any number: the one whose phrase says the same of itself. */
export const NUMBER = "0";
/** Stands in a phrase for any year. */
export const YEAR = "0000";
