/** What `container.ts` asks of the browser. Apart from it, since the polyfill is large and few pages need it. */
import type { Appearance } from "./appearance.ts";
import { browser } from "./browser.ts";

/** Nothing is studied in a container, so keys have no part in it. */
export type SharedAppearance = Pick<Appearance, "theme" | "newTabSession">;

const APPEARANCE = "appearance";

/** The store that a page's tab uses, as Firefox names it; undefined for a page in no tab, such as the popup. */
export const storeOfThisTab = async (): Promise<string | undefined> => (await browser.tabs.getCurrent())?.cookieStoreId;

/** Where a tab asks for no container, it opens outside of them. */
export const openTab = async (url: string): Promise<void> => {
  await browser.tabs.create({ url });
};

export const writeAppearance = ({ theme, newTabSession }: SharedAppearance): Promise<void> =>
  browser.storage.local.set({ [APPEARANCE]: { theme, newTabSession } });

export async function readSharedAppearance(): Promise<SharedAppearance> {
  const { [APPEARANCE]: shared } = await browser.storage.local.get(APPEARANCE);
  const { theme, newTabSession } = (shared ?? {}) as { readonly theme?: unknown; readonly newTabSession?: unknown };
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    newTabSession: newTabSession !== false,
  };
}
