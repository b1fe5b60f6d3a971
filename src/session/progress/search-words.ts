/** Words by which a card is found beside what it says: its entities, how it stands, what was made of it, when it is due. And by which one asks for those. */
import type { CardContent } from "../../core/deck/deck.ts";
import type { DeckId, EntityId } from "../../core/ids.ts";
import { askedOn, type CardFilter } from "../../core/stats/card-list.ts";
import type { CardStand } from "../../core/stats/card-stand.ts";
import { type AskedState, type Meaning, NUMBER, type Vocabulary, YEAR } from "../../core/stats/search-meaning.ts";
import { inPieces, waysToType } from "../../core/stats/search-text.ts";
import type { Standing } from "../../core/stats/statistics.ts";
import { dateOf, isoDay, type StudyDay } from "../../core/time/study-day.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { readEntities, readFacts } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";

/** Of what is new there are none: its name may be made of the word for its opposite, as "Not begun" is. */
const STANDINGS = {
  new: null,
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
} as const satisfies Record<Standing, MessageKey | null>;

/** What the standing says already has no words of its own. */
const STANDS = {
  new: null,
  learning: null,
  young: "kindYoung",
  mature: "kindMature",
} as const satisfies Record<CardStand, MessageKey | null>;

export interface EntityWords {
  /** The name of what a card is about. */
  readonly subjectOf: (content: CardContent) => string;
  /** The names of all that a card's fact speaks of, other names included. */
  readonly namesOf: (content: CardContent) => string;
}

/** What the cards of a deck speak of. */
export async function readEntityWords(db: Database, deck: DeckId): Promise<EntityWords> {
  const [entities, facts] = await Promise.all([readEntities(db, deck), readFacts(db, deck)]);
  const names = new Map<EntityId, string>(entities.map(({ id, name, aka }) => [id, [name, ...aka].join(" ")]));
  const ends = new Map(facts.map(({ id, triple: { subject, object } }) => [id, [subject, object]]));
  const subjects = new Map<EntityId, string>(entities.map(({ id, name }) => [id, name]));
  return {
    subjectOf: ({ subject }) => subjects.get(subject) ?? "",
    namesOf: ({ fact, subject }) =>
      [...new Set([subject, ...(ends.get(fact) ?? [])])].map((id) => names.get(id) ?? "").join(" "),
  };
}

export interface Stands {
  readonly standing: Standing;
  readonly stand: CardStand;
  readonly off: boolean;
  readonly suspended: boolean;
  readonly buried: boolean;
  readonly dueDay: StudyDay | null;
  readonly isMarked: boolean;
  readonly isEdited: boolean;
  readonly isLeech: boolean;
}

/** The words for states and days. Each is written once: there are many cards, and making a date's words is slow. */
export function standWords(today: StudyDay): (stands: Stands) => string {
  const written = new Intl.DateTimeFormat(uiLanguage(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const days = new Map<StudyDay, string>();
  const dayWords = (day: StudyDay): string => {
    // "2026-11-30" is found as well.
    const own =
      day < today ? t("dueBefore") : day === today ? t("dueToday") : day === today + 1 ? t("dueTomorrow") : "";
    return [own, written.format(dateOf(day)), isoDay(day)].join(" ");
  };
  const said = (message: MessageKey | null): string => (message === null ? "" : t(message));
  const standings = mapped(STANDINGS, said);
  const stands = mapped(STANDS, said);
  const flags = {
    off: t("cardOff"),
    suspended: t("filterSuspended"),
    buried: t("filterBuried"),
    isMarked: `${t("filterMarked")} ${t("searchStar")}`,
    isEdited: t("filterEdited"),
    isLeech: t("filterLeech"),
  };
  const due = t("filterDue");
  return (card) => {
    // As the filters of these names have it: what is switched off is found as that.
    const words = [card.off ? "" : standings[card.standing], stands[card.stand]];
    for (const flag of Object.keys(flags) as (keyof typeof flags)[]) if (card[flag]) words.push(flags[flag]);
    // As the column of days shows it: what is not asked has none.
    const day = askedOn(card, today);
    if (day !== null) {
      const known = days.get(day) ?? dayWords(day);
      days.set(day, known);
      words.push(known);
      if (day <= today) words.push(due);
    }
    return words.join(" ");
  };
}

/** The names of the filters, as the list of cards shows them. */
export const FILTER_NAMES = {
  all: "filterAll",
  every: "filterEvery",
  due: "filterDue",
  new: "reportNew",
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
  suspended: "filterSuspended",
  buried: "filterBuried",
  off: "filterOff",
  marked: "filterMarked",
  edited: "filterEdited",
  leech: "filterLeech",
} as const satisfies Record<CardFilter, MessageKey>;

const state = (name: AskedState): Meaning => ({ kind: "state", state: name });
const day = (from: number | null, to: number): Meaning => ({ kind: "day", from, to });

/** What people type, by its messages of phrases. */
export const PHRASES = [
  ["searchAll", state("all")],
  ["searchNew", state("new")],
  ["searchBegun", state("begun")],
  ["searchLearning", state("learning")],
  ["searchYoung", state("young")],
  ["searchMature", state("mature")],
  ["searchKnown", state("known")],
  ["searchFading", state("fading")],
  ["searchSuspended", state("suspended")],
  ["searchBuried", state("buried")],
  ["searchMarked", state("marked")],
  ["searchEdited", state("edited")],
  ["searchLeech", state("leech")],
  ["searchOff", state("off")],
  ["searchDue", { kind: "due" }],
  ["searchOverdue", { kind: "overdue" }],
  ["searchYesterday", day(-1, -1)],
  ["searchToday", day(null, 0)],
  ["searchTomorrow", day(1, 1)],
  ["searchAfterTomorrow", day(2, 2)],
  ["searchInDays", { kind: "in", days: 1, isWithin: false }],
  ["searchInWeeks", { kind: "in", days: 7, isWithin: false }],
  ["searchWithinDays", { kind: "in", days: 1, isWithin: true }],
  ["searchWithinWeeks", { kind: "in", days: 7, isWithin: true }],
  ["searchWithinWeek", { kind: "in", days: 7, isWithin: true }],
  ["searchThisWeek", { kind: "week", weeks: 0 }],
  ["searchNextWeek", { kind: "week", weeks: 1 }],
  ["searchUntil", { kind: "until", isIncluded: true }],
  ["searchBefore", { kind: "until", isIncluded: false }],
  ["searchFrom", { kind: "since", isIncluded: true }],
  ["searchAfter", { kind: "since", isIncluded: false }],
  ["searchBetween", { kind: "between" }],
  ["searchOf", { kind: "of" }],
  ["searchTo", { kind: "to" }],
  ["searchOnward", { kind: "onward" }],
  ["searchLead", { kind: "lead" }],
  ["searchNot", { kind: "not" }],
  ["searchOr", { kind: "or" }],
  ["searchOn", { kind: "on" }],
  ["searchBeside", { kind: "beside" }],
] as const satisfies readonly (readonly [MessageKey, Meaning])[];

/** By what states and days are asked for in the language of the interface; what a filter is called is understood as it. */
export function searchVocabulary(): Vocabulary {
  const phrases = new Map<string, Meaning>();
  const learn = (phrase: string, meaning: Meaning): void => {
    for (const way of waysToType(phrase.replaceAll("#", NUMBER))) phrases.set(way, meaning);
  };
  for (const [name, meaning] of PHRASES) for (const phrase of phrasesIn(name)) learn(phrase, meaning);
  for (const [filter, name] of Object.entries(FILTER_NAMES) as [CardFilter, MessageKey][])
    learn(t(name), filter === "due" ? day(null, 0) : state(filter));
  const weekdays = new Intl.DateTimeFormat(uiLanguage(), { weekday: "long", timeZone: "UTC" });
  for (let weekday = 0; weekday < 7; weekday++) {
    const name = weekdays.format(dateOf(SUNDAY + weekday));
    for (const phrase of phrasesIn("searchWeekday")) learn(phrase.replace("@", name), { kind: "weekday", weekday });
  }
  for (const style of ["long", "short"] as const) {
    const months = new Intl.DateTimeFormat(uiLanguage(), { month: style, timeZone: "UTC" });
    for (let month = 0; month < 12; month++) {
      const name = months.format(Date.UTC(1970, month));
      // A month alone is no day, but whoever names it means days. Short names are other words as well, as "may" is.
      if (name.length > 3) learn(name, { kind: "lead" });
      for (const phrase of phrasesIn("searchDate"))
        learn(phrase.replace("@", name).replace("%", YEAR), { kind: "date", month });
    }
  }
  const numbers = t("searchNumbers")
    .split("|")
    .flatMap((words, i) => allForms(words).map((word) => [inPieces(word), i + 1] as const));
  return { phrases, numbers: new Map(numbers) };
}

/** 4 January 1970. */
const SUNDAY = 3;

const phrasesIn = (message: MessageKey): string[] => t(message).split("|").flatMap(allForms);

/** "Card(,s)" is "card" and "cards". */
function allForms(phrase: string): string[] {
  const [, before, forms, after] = /^([^(]*)\(([^)]*)\)(.*)$/.exec(phrase) ?? [];
  return forms === undefined ? [phrase] : forms.split(",").flatMap((form) => allForms(`${before}${form}${after}`));
}

const mapped = <K extends string, A, B>(record: Readonly<Record<K, A>>, make: (value: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, make(value)])) as Record<K, B>;
