/** The browsers' own, as in `i18n.ts`: no first card waits for the polyfill. */
declare const chrome: {
  readonly runtime: {
    readonly getManifest: () => {
      readonly version: string;
      readonly chrome_url_overrides?: { readonly newtab?: string };
    };
  };
};

/** The version in the manifest, as `1.2.3`. */
export const extensionVersion = (): string => chrome.runtime.getManifest().version;

/** Whether new tabs are Osteon's: in one of its packages they stay the browser's, and nothing there speaks of them. */
export const hasNewTab = (): boolean => chrome.runtime.getManifest().chrome_url_overrides?.newtab !== undefined;
