/** Selections of cards for custom study, from the list of all cards. Nothing suspended or switched off is among them. */
import type { StudyDay } from "../time/study-day.ts";
import type { CardLine } from "./card-list.ts";

/** What falls due within so many days from today counts as due soon. */
const SOON_DAYS = 3;
const WEAKEST = 20;

const isAsked = ({ off, suspended }: CardLine): boolean => !off && !suspended;

/** Cards that are due by in three days, the earliest first. */
export const dueSoon = (lines: readonly CardLine[], today: StudyDay): readonly CardLine[] =>
  lines
    .filter((line) => isAsked(line) && line.dueDay !== null && line.dueDay <= today + SOON_DAYS)
    .toSorted((a, b) => (a.dueDay ?? 0) - (b.dueDay ?? 0));

/** All cards that were begun, those first that are least likely to be recalled today. */
export const allWeakestFirst = (lines: readonly CardLine[]): readonly CardLine[] =>
  lines.filter((line) => isAsked(line) && line.recall !== null).toSorted((a, b) => (a.recall ?? 0) - (b.recall ?? 0));

/** The twenty cards that are least likely to be recalled today, of those that were ever answered. */
export const weakest = (lines: readonly CardLine[]): readonly CardLine[] => allWeakestFirst(lines).slice(0, WEAKEST);

/** The cards of a chapter, or about a hormone, in deck order. */
export const cardsOf = (lines: readonly CardLine[], what: "chapter" | "subject", name: string): readonly CardLine[] =>
  lines.filter((line) => isAsked(line) && line[what] === name);

/** The chapters, or hormones, that have cards, each once; chapters in deck order, hormones by name. */
export function namesIn(lines: readonly CardLine[], what: "chapter" | "subject"): readonly string[] {
  const names = [...new Set(lines.filter(isAsked).map((line) => line[what]))].filter(Boolean);
  return what === "chapter" ? names : names.sort((a, b) => a.localeCompare(b));
}
