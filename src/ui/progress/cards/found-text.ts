import type { CardFilter, CardLine } from "../../../core/stats/card-list.ts";
import { type Ask, type AskedState, isDay, type Search } from "../../../core/stats/search-asks.ts";
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
 */
export function foundText(
  found: readonly CardLine[],
  filter: CardFilter,
  left: number,
  { asks, words, quoted }: Search,
  today: StudyDay,
): string {
  const off = filter === "off" ? 0 : found.filter((line) => line.off).length;
  const listed = plural("browseFound", found.length);
  const list = new Intl.ListFormat(uiLanguage());
  const nameOf = (ask: Ask): string => (ask.not ? t("searchNameNot", askName(ask, today)) : askName(ask, today));
  const days = new Intl.ListFormat(uiLanguage(), { type: "disjunction" }).format(asks.filter(isDay).map(nameOf));
  const names = [...(days === "" ? [] : [days]), ...asks.filter((ask) => !isDay(ask)).map(nameOf)];
  const besides = [...words, ...quoted].map((word) => t("searchNameWord", word));
  return [
    ...(names.length > 0 ? [t("searchUnderstood", list.format(names))] : []),
    ...(names.length > 0 && besides.length > 0 ? [t("searchAsWords", list.format(besides))] : []),
    off > 0 ? `${listed}, ${plural("browseOff", off)}` : listed,
    ...(left > 0 ? [plural("browseLeft", left)] : []),
  ].join(" · ");
}

/** Whether it asks for all that is due today. */
export const isDue = (ask: Ask, today: StudyDay): boolean =>
  ask.kind === "days" && ask.from === null && ask.to === today && !ask.not;

function askName(ask: Ask, today: StudyDay): string {
  if (ask.kind === "state") return t(STATE_NAMES[ask.state]);
  const { from, to } = ask;
  if (from === null && to === today) return t("filterDue");
  if (from === null && to === today - 1) return t("searchNameOverdue");
  if (from === null) return t("searchNameUntil", dateText(to));
  if (from !== to) return t("searchNameFromTo", dateText(from), dateText(to));
  return to === today + 1 ? t("searchNameTomorrow") : t("searchNameOn", dateText(to));
}

/** With its weekday, by which it may have been asked for. */
const dateText = (day: StudyDay): string =>
  new Intl.DateTimeFormat(uiLanguage(), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    dateOf(day),
  );
