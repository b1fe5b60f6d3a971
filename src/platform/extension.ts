import { browser } from "./browser.ts";

/** The version in the manifest, as `1.2.3`. */
export const extensionVersion = (): string => browser.runtime.getManifest().version;
