/** Words by which a card is found beside what it says: its entities, how it stands, when it is due. */
import type { CardContent } from "../../core/deck/deck.ts";
import type { DeckId, EntityId } from "../../core/ids.ts";
import { dateOf, isoDay, type StudyDay } from "../../core/plan/study-day.ts";
import type { Standing } from "../../core/stats/statistics.ts";
import { t, uiLanguage } from "../../platform/i18n.ts";
import { readEntities, readFacts } from "../../store/all-cards.ts";
import type { Database } from "../../store/open.ts";

const STANDINGS = {
  new: "reportNew",
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
} as const satisfies Record<Standing, string>;

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
  readonly off: boolean;
  readonly suspended: boolean;
  readonly buried: boolean;
  readonly dueDay: StudyDay | null;
}

/** The words for states and days, each day written once: making a date's words is slow. */
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
    // "2026-11-30" is found as well, and "due" finds what is due by today.
    const own =
      day < today ? t("dueBefore") : day === today ? t("dueToday") : day === today + 1 ? t("dueTomorrow") : "";
    return [own, day <= today ? t("filterDue") : "", written.format(dateOf(day)), isoDay(day)].join(" ");
  };
  return ({ standing, off, suspended, buried, dueDay }) => {
    const words = [t(STANDINGS[standing])];
    if (off) words.push(t("cardOff"));
    if (suspended) words.push(t("filterSuspended"));
    if (buried) words.push(t("filterBuried"));
    if (dueDay !== null) {
      const known = days.get(dueDay) ?? dayWords(dueDay);
      days.set(dueDay, known);
      words.push(known);
    }
    return words.join(" ");
  };
}
