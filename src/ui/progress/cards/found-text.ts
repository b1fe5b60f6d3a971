import type { CardFilter, CardLine } from "../../../core/stats/card-list.ts";
import type { Ask } from "../../../core/stats/card-search.ts";
import { plural, t, uiLanguage } from "../../../platform/i18n.ts";

const ASK_NAMES = {
  due: "filterDue",
  tomorrow: "searchNameTomorrow",
  overdue: "searchNameOverdue",
  new: "reportNew",
  suspended: "filterSuspended",
  buried: "filterBuried",
  marked: "filterMarked",
  edited: "filterEdited",
  leech: "filterLeech",
  off: "filterOff",
} as const satisfies Record<Ask, string>;

/**
 * How many cards are listed, and how many of what is switched off are among them or left out: together all that the settings
 * and the filter of that name count.
 * @param left how many are left out, being neither on nor begun
 * @param asks what was understood of what was typed, which is said first
 */
export function foundText(
  found: readonly CardLine[],
  filter: CardFilter,
  left: number,
  asks: readonly Ask[] = [],
): string {
  const off = filter === "off" ? 0 : found.filter((line) => line.off).length;
  const listed = plural("browseFound", found.length);
  const names = asks.map((ask) => t(ASK_NAMES[ask]));
  return [
    ...(names.length > 0 ? [t("searchUnderstood", new Intl.ListFormat(uiLanguage()).format(names))] : []),
    off > 0 ? `${listed}, ${plural("browseOff", off)}` : listed,
    ...(left > 0 ? [plural("browseLeft", left)] : []),
  ].join(" · ");
}
