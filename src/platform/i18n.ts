import type messages from "../_locales/en/messages.json";

/**
 * The browsers' own: `getMessage` answers at once and is the same in all of them. Everything else goes through
 * webextension-polyfill, whose ten kilobytes no first card should wait for.
 */
declare const chrome: {
  readonly i18n: { readonly getMessage: (key: string, substitutions: readonly string[]) => string };
};

export type MessageKey = keyof typeof messages;
/** Messages that come as a pair, `<key>_one` and `<key>_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/** The message in the user's language. Substitutions fill the placeholders in the order of `$1`, `$2` … */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return chrome.i18n.getMessage(key, substitutions.map(String));
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
