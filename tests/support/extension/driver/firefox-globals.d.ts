/** What is used of Firefox's privileged globals, in functions that run in its own scope. */
declare const ChromeUtils: {
  importESModule(url: "resource://gre/modules/ExtensionSettingsStore.sys.mjs"): {
    ExtensionSettingsStore: {
      initialize(): Promise<void>;
      addSetting(id: string, type: string, key: string, value: boolean, initial: () => boolean): Promise<unknown>;
    };
  };
  importESModule(url: "resource:///modules/AboutNewTab.sys.mjs"): { AboutNewTab: { newTabURL: string } };
  importESModule(url: "resource://services-settings/remote-settings.sys.mjs"): {
    RemoteSettings(collection: string): {
      db: {
        importChanges(metadata: object, timestamp: number, records: object[], how: { clear: boolean }): Promise<void>;
      };
    };
  };
  importESModule(url: "resource://gre/modules/AddonManager.sys.mjs"): {
    AddonManager: { getAddonByID(id: string): Promise<{ uninstall(): Promise<void> }> };
  };
  importESModule(url: "resource://gre/modules/Extension.sys.mjs"): {
    /** What is listened for waits for what a listener promises. */
    Management: {
      on(event: string, listener: () => Promise<void>): void;
      off(event: string, listener: () => Promise<void>): void;
      once(event: string, listener: () => void): void;
    };
  };
  importESModule(url: "chrome://remote/content/shared/NavigableManager.sys.mjs"): {
    /** Names for tabs, as WebDriver has them. */
    NavigableManager: { getIdForBrowser(browser: object): string };
  };
};
declare const Services: {
  /** Both may be set: https://searchfox.org/mozilla-central/source/intl/locale/mozILocaleService.idl */
  locale: { availableLocales: string[]; requestedLocales: string[] };
  wm: {
    getMostRecentWindow(type: string): {
      BrowserCommands: { openTab(): void };
      setTimeout: typeof setTimeout;
      /** Whether its own animations are left out; undefined for what the system wishes. */
      gReduceMotionOverride: boolean | undefined;
      windowUtils: { readonly USER_SHEET: number; loadSheetUsingURIString(address: string, kind: number): void };
      gBrowser: {
        getCachedFindBar(): { hidden: boolean; _findField: { value: string } } | null | undefined;
        selectedTab: object;
        selectedBrowser: FirefoxBrowser;
        addTab(url: string, options: { userContextId: number; triggeringPrincipal: object }): FirefoxTab;
        tabs: readonly FirefoxTab[];
        removeTab(tab: object, options: { skipPermitUnload: boolean }): void;
      };
    };
  };
  scriptSecurityManager: { getSystemPrincipal(): object };
  mm: { loadFrameScript(url: string, andInLaterFrames: boolean): void };
  ppmm: { sharedData: { set(key: string, value: string): void; flush(): void } };
  prefs: {
    setBoolPref(name: string, value: boolean): void;
    getBoolPref(name: string, fallback: boolean): boolean;
    setIntPref(name: string, value: number): void;
    getStringPref(name: string, fallback: string): string;
    clearUserPref(name: string): void;
  };
};
declare const WebExtensionPolicy: {
  getByID(id: string): {
    readonly mozExtensionHostname: string;
    extension: {
      backgroundState: string;
      terminateBackground(): Promise<void>;
      wakeupBackground(): Promise<void>;
    };
  };
};
/** What shows the page of a tab. */
interface FirefoxBrowser {
  readonly currentURI: { readonly spec: string };
  /** Whether the page is visible. */
  readonly docShellIsActive: boolean;
  readonly webProgress: { readonly isLoadingDocument: boolean };
}
interface FirefoxTab {
  readonly linkedBrowser: FirefoxBrowser;
}
/** One thing of the accessibility tree: https://searchfox.org/mozilla-central/source/accessible/interfaces/nsIAccessible.idl */
interface FirefoxAccessible {
  readonly role: number;
  readonly name: string | null;
  readonly actionCount: number;
  readonly childCount: number;
  getChildAt(index: number): FirefoxAccessible;
  doAction(index: number): void;
}
interface FirefoxAccessibility {
  getAccessibleFor(element: object): FirefoxAccessible | null;
  getStringRole(role: number): string;
}
declare const Cc: {
  readonly "@mozilla.org/accessibilityService;1": { getService(kind: unknown): FirefoxAccessibility };
};
declare const Ci: { readonly nsIAccessibilityService: unknown };
