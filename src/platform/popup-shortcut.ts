import { browser } from "./browser.ts";

/** The keys that open the popup, as the browser writes them; null where none do, or the browser has no such keys. */
export async function popupShortcut(): Promise<string | null> {
  // The types say that it is always there; on a phone it is not.
  const { commands } = browser as Partial<typeof browser>;
  const all = (await commands?.getAll()) ?? [];
  return all.find(({ name }) => name === "_execute_action")?.shortcut || null;
}
