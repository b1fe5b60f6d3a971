import type messages from "../_locales/en/messages.json";

/**
 * Both browsers know this name: `getMessage` answers at once and is the same in all of them.
 */
declare const chrome: {
  readonly i18n: {
    readonly getMessage: (key: string, substitutions: readonly string[]) => string;
    /** All browsers have it; what stands in for one need not. */
    readonly getUILanguage?: () => string;
  };
};

export type MessageKey = keyof typeof messages;
/** Messages that come in several forms, `<key>_one`, `<key>_other` and whatever else the language has. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/**
 * The message in the user's language. Substitutions fill the placeholders in the order of `$1`, `$2` …; numbers are
 * written as the user writes them, so what is no quantity, such as a year, is to be passed as text.
 */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  const written = substitutions.map((one) => (typeof one === "string" ? one : one.toLocaleString(uiLanguage())));
  return chrome.i18n.getMessage(key, written);
}

/**
 * The message in the form that the number asks for, with the number as `$1`. Which forms there are is the language's
 * matter: https://cldr.unicode.org/index/cldr-spec/plural-rules. A form that a file of messages leaves out, such as the
 * Spanish one for whole millions, is that of `other`; a browser gives nothing for a message that no file has.
 */
export function plural(key: PluralKey, count: number, ...substitutions: (string | number)[]): string {
  const form = rulesFor(uiLanguage()).select(count);
  return t(`${key}_${form}` as MessageKey, count, ...substitutions) || t(`${key}_other`, count, ...substitutions);
}

const RULES = new Map<string, Intl.PluralRules>();

/** Kept, since a browser takes milliseconds to make them, and the first card has several numbers. */
function rulesFor(language: string): Intl.PluralRules {
  const rules = RULES.get(language) ?? new Intl.PluralRules(language);
  RULES.set(language, rules);
  return rules;
}

/** The languages of this browser, which stay as long as it runs: every text of a deck and every number asks for them. */
let known: { readonly of: typeof chrome.i18n; readonly messages: string; readonly ui: string } | null = null;

function languages(): NonNullable<typeof known> {
  if (known?.of !== chrome.i18n) {
    const messages = t("localeTag");
    const browser = chrome.i18n.getUILanguage?.() ?? messages;
    known = { of: chrome.i18n, messages, ui: browser.startsWith(`${messages}-`) ? browser : messages };
  }
  return known;
}

/** The language of the messages, a BCP 47 tag: what a page says it is written in. */
export const messagesLanguage = (): string => languages().messages;

/** The direction in which the language of the messages is written. */
export const messagesDirection = (): "ltr" | "rtl" => (t("localeDirection") === "rtl" ? "rtl" : "ltr");

/**
 * The language for dates, numbers and plurals: that of the messages, as it is written where the browser says that the
 * user is. So a Mexican reads "0.5" under the Spanish messages, and a Spaniard "0,5".
 */
export const uiLanguage = (): string => languages().ui;
