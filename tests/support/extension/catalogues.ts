import de from "../../../src/_locales/de/messages.json" with { type: "json" };
import en from "../../../src/_locales/en/messages.json" with { type: "json" };
import es from "../../../src/_locales/es/messages.json" with { type: "json" };

/** The messages of a language, by key. */
export type Catalogue = Readonly<Record<string, { readonly message: string } | undefined>>;

const CATALOGUES = { en, es, de } as const satisfies Record<string, Catalogue>;
export type Language = keyof typeof CATALOGUES;

export const isLanguage = (text: string): text is Language => Object.hasOwn(CATALOGUES, text);

export const catalogueOf = (language: Language): Catalogue => CATALOGUES[language];
