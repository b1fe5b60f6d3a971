import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { messagesLanguage } from "../../platform/i18n.ts";

/**
 * The language of the deck whose texts stand within, a BCP 47 tag; null where none is known. A page speaks the user's
 * language and a deck its own, and whoever reads them aloud must know which is which.
 */
export const DeckLanguage = createContext<string | null>(null);

/** For the `lang` of an element with a text of a deck. Nothing where the page speaks the same language. */
export const langOf = (language: string | null): string | undefined =>
  language === null || language === messagesLanguage() ? undefined : language;

/** The `lang` of an element whose text is the deck's. */
export const useDeckLang = (): string | undefined => langOf(useContext(DeckLanguage));

/** The `lang` of words of ours within a text of the deck. */
export const useOwnLang = (): string | undefined => (useDeckLang() === undefined ? undefined : messagesLanguage());
