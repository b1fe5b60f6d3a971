/** How numbers are written. */
import type { Passed } from "../../core/stats/day-table.ts";
import { type PluralKey, plural, t, uiLanguage } from "../../platform/i18n.ts";
import { numberFormat } from "./formats.ts";

export const numberText = (value: number, decimals = 0): string =>
  numberFormat({ maximumFractionDigits: decimals }).format(value);

/** A number with what is counted, in the form that the number asks for as it is written: "1 minute", "1.4 minutes". */
export const counted = (unit: PluralKey & `count${string}`, value: number, decimals = 0): string =>
  plural(unit, Math.round(value * 10 ** decimals) / 10 ** decimals);

/** Log loss, in nats an answer. */
export const lossText = (loss: number): string =>
  numberFormat({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(loss);

/** A share from 0 to 1 as a whole percentage. */
export const percent = (share: number): string =>
  numberFormat({ style: "percent", maximumFractionDigits: 0 }).format(share);

/** Of fewer answers a percentage says more than is known. */
const FEW = 10;

/** How many of those that were asked were known: "1 of 2" of few, a percentage of more. */
export function passedText({ passed, asked }: Passed): string {
  if (asked === 0) return "–";
  return asked < FEW ? t("knowChapter", passed, asked) : percent(passed / asked);
}

/** @param atMs Unix time in ms */
export const momentText = (atMs: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeStyle: "short" }).format(atMs);
