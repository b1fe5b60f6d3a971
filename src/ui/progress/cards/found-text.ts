import type { CardFilter, CardLine } from "../../../core/stats/card-list.ts";
import { withoutWord } from "../../../core/stats/card-search.ts";
import type { Search } from "../../../core/stats/search-asks.ts";
import {
  type Ask,
  type AskedState,
  isDay,
  type Single,
  singles,
  type Vocabulary,
} from "../../../core/stats/search-meaning.ts";
import { inPieces } from "../../../core/stats/search-text.ts";
import { dateOf, type StudyDay } from "../../../core/time/study-day.ts";
import { type MessageKey, plural, t, uiLanguage } from "../../../platform/i18n.ts";
import { FILTER_NAMES } from "../../../session/progress/search-words.ts";

const STATE_NAMES = {
  ...FILTER_NAMES,
  begun: "searchNameBegun",
  young: "kindYoung",
  mature: "kindMature",
} as const satisfies Record<AskedState, MessageKey>;

/**
 * How many cards are listed, and how many of what is switched off are among them or left out: together all that the settings
 * and the filter of that name count.
 * @param left how many are left out, being neither on nor begun
 * @param search how what was typed is understood, which is said first where it is more than words
 * @param notWord what turned nothing round, which is said as well
 */
export function foundText(
  found: readonly CardLine[],
  filter: CardFilter,
  left: number,
  { asks, words, quoted, isDayUnclear }: Search,
  today: StudyDay,
  notWord: NotWord | null = null,
): string {
  const isOff =
    filter === "off" || singles(asks).some((ask) => ask.kind === "state" && ask.state === "off" && !ask.not);
  const off = isOff ? 0 : found.filter((line) => line.off).length;
  const listed = plural("browseFound", found.length);
  const list = new Intl.ListFormat(uiLanguage());
  const either = new Intl.ListFormat(uiLanguage(), { type: "disjunction" });
  const nameOf = (ask: Ask): string => {
    if (ask.kind === "either") return either.format(ask.of.map(nameOf));
    return ask.not ? t("searchNameNot", askName(ask, today)) : askName(ask, today);
  };
  const days = either.format(asks.filter(isDay).map(nameOf));
  const without = words.flatMap((word) => withoutWord(word) ?? []).map((word) => t("searchNameNot", word));
  const names = [...(days === "" ? [] : [days]), ...asks.filter((ask) => !isDay(ask)).map(nameOf), ...without];
  const said = words.filter((word) => withoutWord(word) === null);
  const besides = [...said, ...quoted].map((word) => t("searchNameWord", word));
  return [
    ...(names.length > 0 ? [t("searchUnderstood", list.format(names))] : []),
    ...(isDayUnclear ? [t("searchDayUnclear")] : []),
    ...((names.length > 0 || isDayUnclear) && besides.length > 0 ? [t("searchAsWords", list.format(besides))] : []),
    ...(notWord ? [t("searchNotWord", notWord.not, notWord.word)] : []),
    off > 0 ? `${listed}, ${plural("browseOff", off)}` : listed,
    ...(left > 0 ? [plural("browseLeft", left)] : []),
  ].join(" · ");
}

export interface NotWord {
  /** As "not" in "not PTH", which is looked for as a word. */
  readonly not: string;
  readonly word: string;
}

/** Where a word that turns round what is asked for stands before a word; null where none does. */
export function notWordIn({ words }: Search, { phrases }: Vocabulary): NotWord | null {
  const isNot = (word: string): boolean => phrases.get(inPieces(word))?.kind === "not";
  const at = words.findIndex((word, i) => isNot(word) && !isNot(words[i + 1] ?? word));
  const [not, word] = words.slice(at, at + 2);
  return at < 0 || not === undefined || word === undefined ? null : { not, word };
}

/** Whether it asks for all that is due today. */
export const isDue = (ask: Single, today: StudyDay): boolean =>
  ask.kind === "days" && ask.from === null && ask.to === today && !ask.not;

function askName(ask: Single, today: StudyDay): string {
  if (ask.kind === "state") return t(STATE_NAMES[ask.state]);
  const { from, to } = ask;
  const said = (day: StudyDay): string => dateText(day, today);
  if (to === null) return t("searchNameFrom", said(from ?? today));
  if (from === null && to === today) return t("filterDue");
  if (from === null && to === today - 1) return t("searchNameOverdue");
  if (from === null) return t("searchNameUntil", said(to));
  if (from !== to) return t("searchNameFromTo", said(from), said(to));
  return to === today + 1 ? t("searchNameTomorrow") : t("searchNameOn", said(to));
}

/** With its weekday, by which it may have been asked for, and its year where that is another. */
const dateText = (day: StudyDay, today: StudyDay): string =>
  new Intl.DateTimeFormat(uiLanguage(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(dateOf(day).getUTCFullYear() === dateOf(today).getUTCFullYear() ? {} : { year: "numeric" }),
    timeZone: "UTC",
  }).format(dateOf(day));
