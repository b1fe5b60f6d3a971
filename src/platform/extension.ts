import browser from "webextension-polyfill";

/** The version in the manifest, as `1.2.3`. */
export const extensionVersion = (): string => browser.runtime.getManifest().version;

/** Opens the options in a tab of their own, or goes to them where they are open. */
export const openOptions = (): Promise<void> => browser.runtime.openOptionsPage();
