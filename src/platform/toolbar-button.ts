import { browser } from "./browser.ts";

/**
 * Whether the button stands in the toolbar itself, and not behind the puzzle piece, where both browsers put it at first; null
 * where the browser is too old to tell.
 */
export async function isOnToolbar(): Promise<boolean | null> {
  // The types say that it is always there.
  const { getUserSettings } = browser.action as Partial<typeof browser.action>;
  const settings = await getUserSettings?.call(browser.action);
  return settings?.isOnToolbar ?? null;
}
