/** How the language of the page writes days and numbers. To make one takes a browser as long as to use it fifty times. */
import { HOUR_MS } from "../../core/time/study-day.ts";
import { uiLanguage } from "../../platform/i18n.ts";

const DATES = new Map<string, Intl.DateTimeFormat>();
const NUMBERS = new Map<string, Intl.NumberFormat>();

function once<Format, Options>(
  made: Map<string, Format>,
  options: Options,
  make: (language: string, options: Options) => Format,
): Format {
  const language = uiLanguage();
  const key = `${language} ${JSON.stringify(options)}`;
  const format = made.get(key) ?? make(language, options);
  made.set(key, format);
  return format;
}

/** Of an instant in UTC, as study days are counted. */
export const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once(DATES, { ...options, timeZone: "UTC" }, (language, all) => new Intl.DateTimeFormat(language, all));

export const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  once(NUMBERS, options, (language, all) => new Intl.NumberFormat(language, all));

/** The hour of a day as a clock shows it: "2:00 PM", "14:00". */
export const hourText = (hour: number): string => dateFormat({ timeStyle: "short" }).format(hour * HOUR_MS);
