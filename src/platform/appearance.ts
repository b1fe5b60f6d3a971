import type { Settings } from "../core/settings.ts";

/**
 * A copy of what a page must know before its first paint, when the database cannot answer yet. The database stays the
 * truth; `theme.ts` reads this copy.
 */
export const APPEARANCE_KEY = "osteon:theme";

export function rememberAppearance(settings: Pick<Settings, "theme">): void {
  document.documentElement.dataset.theme = settings.theme;
  localStorage.setItem(APPEARANCE_KEY, settings.theme);
}
