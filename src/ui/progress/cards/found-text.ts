import type { CardFilter, CardLine } from "../../../core/stats/card-list.ts";
import { plural } from "../../../platform/i18n.ts";

/**
 * How many cards are listed, and how many of what is switched off are among them or left out: together all that the settings
 * and the filter of that name count.
 * @param left how many are left out, being neither on nor begun
 */
export function foundText(found: readonly CardLine[], filter: CardFilter, left: number): string {
  const off = filter === "off" ? 0 : found.filter((line) => line.off).length;
  const listed = plural("browseFound", found.length);
  return [
    off > 0 ? `${listed}, ${plural("browseOff", off)}` : listed,
    ...(left > 0 ? [plural("browseLeft", left)] : []),
  ].join(" · ");
}
