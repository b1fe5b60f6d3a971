/**
 * Firefox gives each container (contextual identity) a storage of its own, IndexedDB included, so an extension's page
 * that opens in one sees another database than all others do. `storage.local`, where the second record is, is one for
 * all of them. One database decides: that of the plain tabs, the popup and the background.
 */
import type { SharedAppearance } from "./container-api.ts";
import { isFirefox } from "./is-firefox.ts";

/** Kept in localStorage, which each container has for itself too: most pages then need not ask the browser. */
const PLAIN = "osteon:plain";
const SHARED = "osteon:shared-appearance";

/** What a plain tab says of the store that it uses. */
const DEFAULT_STORE = "firefox-default";

const api = (): Promise<typeof import("./container-api.ts")> => import("./container-api.ts");

/** Whether this page's storage is not the one that decides. To be asked before anything is opened. */
export async function isInContainer(): Promise<boolean> {
  if (!isFirefox() || localStorage.getItem(PLAIN) !== null) return false;
  try {
    const store = await (await api()).storeOfThisTab();
    if (store === undefined) return false;
    if (store !== DEFAULT_STORE) return true;
    localStorage.setItem(PLAIN, "yes");
  } catch (error) {
    console.error("the browser does not say where this page is:", error);
  }
  return false;
}

/** Opens this page once more, in a tab outside of containers. */
export const openPlainTab = async (): Promise<void> => (await api()).openTab(location.href);

/** Lets pages in containers know how the user wants them: what they keep themselves, no other page reads or writes. */
export async function shareAppearance({ theme, newTabSession }: SharedAppearance): Promise<void> {
  const text = `${theme} ${newTabSession}`;
  if (!isFirefox() || localStorage.getItem(SHARED) === text) return;
  await (await api()).writeAppearance({ theme, newTabSession });
  localStorage.setItem(SHARED, text);
}

/** How the user wants pages to be, as far as is known in a container. */
export const sharedAppearance = async (): Promise<SharedAppearance> => (await api()).readSharedAppearance();
