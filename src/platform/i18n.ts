import browser from "webextension-polyfill";
import type messages from "../_locales/en/messages.json";

export type MessageKey = keyof typeof messages;
/** Messages that come as a pair, `<key>_one` and `<key>_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/** The message in the user's language. Substitutions fill the placeholders in the order of `$1`, `$2` … */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(key, substitutions.map(String));
}

/** The message in the form that the number asks for, with the number as `$1`. */
export function plural(key: PluralKey, count: number, ...substitutions: (string | number)[]): string {
  const form = new Intl.PluralRules(uiLanguage()).select(count) === "one" ? "one" : "other";
  return t(`${key}_${form}` as MessageKey, count.toLocaleString(uiLanguage()), ...substitutions);
}

/** The language of the interface, for dates and numbers: that of the messages, not that of the browser. */
export function uiLanguage(): string {
  return t("localeTag");
}
