/** Words by which a card is found beside what it says: its entities, how it stands, what was made of it, when it is due. And by which one asks for those. */
import type { CardContent } from "../../core/deck/deck.ts";
import type { DeckId, EntityId } from "../../core/ids.ts";
import { type Phrases, searchable } from "../../core/stats/card-search.ts";
import type { CardStand } from "../../core/stats/card-stand.ts";
import type { Standing } from "../../core/stats/statistics.ts";
import { dateOf, isoDay, type StudyDay } from "../../core/time/study-day.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { readEntities, readFacts } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";

const STANDINGS = {
  new: "reportNew",
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
} as const satisfies Record<Standing, string>;

/** What the standing says already has no words of its own. */
const STANDS = {
  new: null,
  learning: null,
  young: "kindYoung",
  mature: "kindMature",
} as const satisfies Record<CardStand, string | null>;

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
  const standings = mapped(STANDINGS, t);
  const stands = mapped(STANDS, (message) => (message === null ? "" : t(message)));
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
    const { standing, stand, off, suspended, buried, dueDay } = card;
    // As the filters of these names have it: what is switched off is found as that.
    const words = [off ? "" : standings[standing], stands[stand]];
    for (const flag of Object.keys(flags) as (keyof typeof flags)[]) if (card[flag]) words.push(flags[flag]);
    if (dueDay !== null) {
      const known = days.get(dueDay) ?? dayWords(dueDay);
      days.set(dueDay, known);
      words.push(known);
      // As the filter of that name has it.
      if (dueDay <= today && !off && !suspended && !buried) words.push(due);
    }
    return words.join(" ");
  };
}

/** What can be asked for in words, each by its message of phrases. */
export const PHRASES = {
  due: "searchDue",
  tomorrow: "searchTomorrow",
  overdue: "searchOverdue",
  suspended: "searchSuspended",
  buried: "searchBuried",
  marked: "searchMarked",
  leech: "searchLeech",
  off: "searchOff",
} as const;

/** By what words a state or a day is asked for in the language of the interface. */
export const searchPhrases = (): Phrases =>
  new Map([
    ...phrasesIn("searchBeside").map((word) => [word, null] as const),
    ...(Object.keys(PHRASES) as (keyof typeof PHRASES)[]).flatMap((ask) =>
      phrasesIn(PHRASES[ask]).map((phrase) => [phrase, ask] as const),
    ),
  ]);

const phrasesIn = (message: MessageKey): string[] =>
  t(message)
    .split("|")
    .map((phrase) => searchable(phrase.trim()));

const mapped = <K extends string, A, B>(record: Readonly<Record<K, A>>, make: (value: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, make(value)])) as Record<K, B>;
