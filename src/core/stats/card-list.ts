/** A list of cards that is searched and sorted as somebody types. */
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { CardStand } from "./card-stand.ts";
import { counts } from "./counted.ts";
import type { Standing } from "./statistics.ts";

/** A card as the list shows it. */
export interface CardLine {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly fact: FactId;
  readonly question: string;
  readonly answer: string;
  readonly chapter: string;
  /** The title of its deck where another deck has a chapter of that name as well; null where the chapter alone tells. */
  readonly ofDeck: string | null;
  /** The name of the hormone, or whatever else it is about; empty where the deck names none. */
  readonly subject: string;
  /** Of the texts above, a BCP 47 tag; null where its deck is not here. */
  readonly language: string | null;
  readonly standing: Standing;
  readonly stand: CardStand;
  /** Its chapter or its deck is switched off. */
  readonly off: boolean;
  /** It is not asked for until it is called back. */
  readonly suspended: boolean;
  /** It is not asked for before tomorrow. */
  readonly buried: boolean;
  /** It has a star. */
  readonly isMarked: boolean;
  /** Its wording is the learner's own. */
  readonly isEdited: boolean;
  /** It is forgotten again and again. */
  readonly isLeech: boolean;
  readonly dueDay: StudyDay | null;
  /** 0 to 1, today; null before the first review. */
  readonly recall: number | null;
  /** Days; null before the first review. */
  readonly stability: number | null;
  readonly reviews: number;
  /** All that is searched, as `search-text.ts` makes it. */
  readonly text: string;
  /** The same of how it stands and when it is due, in words, which nobody means in quotes. */
  readonly standText: string;
}

/**
 * Which cards are listed, beside what is typed: `all` is what counts everywhere, see {@link counts}; `every` also what is
 * switched off and not begun.
 */
export const CARD_FILTERS = [
  "all",
  "every",
  "due",
  "new",
  "learning",
  "known",
  "fading",
  "suspended",
  "buried",
  "off",
  "marked",
  "edited",
  "leech",
] as const;
export type CardFilter = (typeof CARD_FILTERS)[number];

/** What the list is sorted by; `order` is that of the deck, as which no column stands. */
export type CardSort = "order" | CardColumn;
export type CardColumn = "question" | "chapter" | "due" | "recall" | "stability" | "reviews";

/** How the list is sorted. */
export interface CardOrder {
  readonly sort: CardSort;
  readonly descending: boolean;
}

/** The order of the deck, in which cards are begun. */
export const DECK_ORDER: CardOrder = { sort: "order", descending: false };

/** After the head of a column was pressed: by it, then the other way round, then in deck order again, as many tables have it. */
export function pressedSort({ sort, descending }: CardOrder, column: CardColumn): CardOrder {
  if (sort !== column) return { sort: column, descending: false };
  return descending ? DECK_ORDER : { sort, descending: true };
}

/** Whether a card is among those that a filter lists. */
export function fits(line: CardLine, filter: CardFilter, today: StudyDay): boolean {
  const { off, suspended, buried, standing, dueDay } = line;
  switch (filter) {
    case "all":
      return counts({ off, begun: standing !== "new" });
    case "every":
      return true;
    case "off":
      return off;
    case "suspended":
      return suspended;
    case "buried":
      return buried;
    case "marked":
      return line.isMarked;
    case "edited":
      return line.isEdited;
    case "leech":
      return line.isLeech;
    case "due":
      return !off && !suspended && !buried && dueDay !== null && dueDay <= today;
    default:
      return !off && standing === filter;
  }
}

/**
 * Cards without a value come last, whichever way the others stand. Those with the same value stay in deck order.
 * @param compare of two names, as the reader's language puts them in order
 */
export function sortLines(
  lines: readonly CardLine[],
  { sort, descending }: CardOrder,
  today: StudyDay,
  compare: (a: string, b: string) => number,
): readonly CardLine[] {
  if (sort === "order") return lines;
  const way = descending ? -1 : 1;
  const value = sort === "chapter" ? chapterPlace(lines, compare) : keyOf(sort, today);
  return lines.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x !== y ? (x === null ? 1 : -1) : sort === "due" ? restOf(a) - restOf(b) : 0;
    return x === y ? 0 : (x < y ? -1 : 1) * way;
  });
}

/** The place of each line's chapter among the names of all: there are few of them, and many lines. */
function chapterPlace(lines: readonly CardLine[], compare: (a: string, b: string) => number) {
  const names = [...new Set(lines.map(({ chapter }) => chapter))].sort(compare);
  const places = new Map(names.map((name, place) => [name, place]));
  return ({ chapter }: CardLine): number => places.get(chapter) ?? 0;
}

/** Of cards that have no day: those that will be asked, then what is suspended, then what is switched off. */
const restOf = ({ off, suspended }: CardLine): number => (off ? 2 : suspended ? 1 : 0);

/** The day on which a card is asked next; null for one that is not asked, whatever day it keeps. */
export function askedOn(
  { off, suspended, buried, dueDay }: Pick<CardLine, "off" | "suspended" | "buried" | "dueDay">,
  today: StudyDay,
): StudyDay | null {
  if (off || suspended || dueDay === null) return null;
  return buried && dueDay <= today ? today + 1 : dueDay;
}

function keyOf(sort: Exclude<CardColumn, "chapter">, today: StudyDay): (line: CardLine) => string | number | null {
  switch (sort) {
    case "question":
      return ({ text }) => text;
    case "due":
      return (line) => askedOn(line, today);
    case "recall":
      return ({ recall }) => recall;
    case "stability":
      return ({ stability }) => stability;
    case "reviews":
      return ({ reviews }) => reviews;
  }
}
