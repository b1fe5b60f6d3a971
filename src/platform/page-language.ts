import { messagesDirection, messagesLanguage } from "./i18n.ts";

/**
 * Says on the page's root in which language it speaks and which way that is written, for screen readers, hyphenation and
 * the layout. The HTML says English, which is what the messages fall back to.
 */
export function applyLanguage(): void {
  const root = document.documentElement;
  root.lang = messagesLanguage();
  root.dir = messagesDirection();
}
