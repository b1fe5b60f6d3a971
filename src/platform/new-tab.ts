/** By itself, and not with webextension-polyfill, which no first card should wait for. */
declare const chrome: {
  readonly runtime: { readonly getManifest: () => { readonly chrome_url_overrides?: { readonly newtab?: string } } };
};

/** Whether new tabs are Osteon's: in one of its packages they stay the browser's, and nothing there speaks of them. */
export const hasNewTab = (): boolean => chrome.runtime.getManifest().chrome_url_overrides?.newtab !== undefined;
