/**
 * A copy of what a page must know before its first paint, when the database cannot answer yet. The database stays the
 * truth: whoever reads the settings brings this copy up to date.
 */
import type { Settings } from "../core/settings.ts";

export type Appearance = Pick<Settings, "theme" | "newTabSession" | "singleKeyShortcuts">;

const KEYS = {
  theme: "osteon:theme",
  newTabSession: "osteon:new-tab-session",
  singleKeyShortcuts: "osteon:single-key-shortcuts",
} as const satisfies Record<keyof Appearance, string>;

/** The copy, or the defaults where there is none. */
export function readAppearance(): Appearance {
  const theme = localStorage.getItem(KEYS.theme);
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    newTabSession: localStorage.getItem(KEYS.newTabSession) !== "off",
    singleKeyShortcuts: hasSingleKeys(),
  };
}

/** Whether a letter, a digit or a punctuation mark acts by itself: asked whenever keys are drawn, or one is pressed. */
export const hasSingleKeys = (): boolean => localStorage.getItem(KEYS.singleKeyShortcuts) !== "off";

/** Puts the theme on the page; `tokens.css` does the rest. */
export function applyTheme({ theme }: Pick<Appearance, "theme"> = readAppearance()): void {
  document.documentElement.dataset.theme = theme;
}

/**
 * Brings the copy, and this page, up to date. Other open pages follow by their `storage` event. What says so already is left
 * as it is: a study page calls this after every answer.
 */
export function rememberAppearance({ theme, newTabSession, singleKeyShortcuts }: Appearance): void {
  const before = readAppearance();
  if (theme !== before.theme) localStorage.setItem(KEYS.theme, theme);
  if (newTabSession !== before.newTabSession) localStorage.setItem(KEYS.newTabSession, newTabSession ? "on" : "off");
  if (singleKeyShortcuts !== before.singleKeyShortcuts)
    localStorage.setItem(KEYS.singleKeyShortcuts, singleKeyShortcuts ? "on" : "off");
  applyTheme();
}
