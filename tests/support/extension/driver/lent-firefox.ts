import { builtExtension, geckoId, hasNewTab } from "./extension.ts";
import { driveFirefox, keepStill, killFirefox, speak, startFirefox } from "./firefox.ts";
import { injector, preloader } from "./firefox-preload.ts";
import { type ChromeScope, chromeScope } from "./firefox-scope.ts";
import type { Lender } from "./lender.ts";
import { poll } from "./page.ts";
import { emptyFolder, makeProfile, orEnd, preferencesPutBack, removeProfile } from "./profile.ts";
import { beginAsUsed } from "./used-profile.ts";

/** What a test asked for with `look`, what containers need, and what else tests set. */
const PREFERENCES_OF_TESTS = [
  "layout.css.prefers-color-scheme.content-override",
  "ui.prefersReducedMotion",
  "privacy.userContext.enabled",
  "privacy.firstparty.isolate",
  "privacy.resistFingerprinting",
  "privacy.dynamic_firstparty.use_site",
  "accessibility.typeaheadfind",
  "extensions.webextOptionalPermissionPrompts",
];

/** A Firefox in which each borrower finds the extension newly installed, at an origin that it never had before. */
export async function lendFirefox(timeZone: string): Promise<Lender> {
  const profile = makeProfile("firefox");
  beginAsUsed(profile);
  const downloads = makeProfile("downloads");
  const browser = await startFirefox(profile, { timeZone, downloads });
  const scope = await orEnd(browser, async () => {
    const found = await chromeScope(browser);
    await keepStill(found);
    await preloader(found);
    return found;
  });
  return {
    isAlive: () => browser.connected,
    async lend({ extension = builtExtension("firefox"), language }) {
      // Not when it is given back: a download may end later than the test that began it.
      emptyFolder(downloads);
      const id = geckoId(extension);
      const inject = await injector(scope);
      if (language !== undefined) await speak(scope, language);
      await browser.installExtension(extension);
      const uuid = await poll(() => hostOf(scope, id, hasNewTab(extension)), "a new tab to be the extension's");
      const driver = await driveFirefox(browser, { scope, inject, id, uuid });
      return {
        driver: {
          ...driver,
          downloads,
          async update() {
            await browser.installExtension(extension);
            await poll(
              async () => (await hostOf(scope, id, hasNewTab(extension))) === uuid,
              "the other version to have the new tab and the host of the one before",
            );
          },
        },
        async closeTabs() {
          await closeTabs(scope);
          // What was to run in pages of the test before. The clock goes on as it is.
          await inject.forget();
          if (driver.clock.isMoved()) await driver.clock.set(driver.clock.now());
        },
        async takeBack() {
          await closeTabs(scope);
          await scope.run(
            async (...names) => {
              for (const name of names) Services.prefs.clearUserPref(name);
            },
            ...PREFERENCES_OF_TESTS,
          );
          // Nothing is kept, as in a browser that users have: the store goes with the extension.
          await uninstall(scope, id);
          await poll(() => isForgotten(scope, id, uuid), "all of the extension to be gone");
          if (language !== undefined) await speak(scope, null);
        },
      };
    },
    async end() {
      await killFirefox(browser);
      await preferencesPutBack(profile);
      removeProfile(profile);
      removeProfile(downloads);
    },
  };
}

/**
 * The host of the extension's pages, which Firefox has just drawn at random: a name that was set beforehand it might drop, with
 * the one of the extension before. @throws where a new tab leads elsewhere and should not, and says where
 */
const hostOf = (scope: ChromeScope, id: string, ofNewTab: boolean): Promise<string> =>
  scope.run(
    async (extensionId, isAsked) => {
      const { newTabURL } = ChromeUtils.importESModule("resource:///modules/AboutNewTab.sys.mjs").AboutNewTab;
      const host = WebExtensionPolicy.getByID(extensionId)?.mozExtensionHostname;
      if (host && (!isAsked || newTabURL.includes(host))) return host;
      throw new Error(`a new tab leads to ${newTabURL}, the extension is at ${host}`);
    },
    id,
    ofNewTab,
  );

/**
 * Takes the extension out, to the last thing that Firefox does for it: when it says that the extension is gone, it still has to
 * remove the settings that belong to this id, and would take the new tab from the next extension that has it.
 */
const uninstall = (scope: ChromeScope, id: string): Promise<void> =>
  scope.run(async (extensionId) => {
    const { Management } = ChromeUtils.importESModule("resource://gre/modules/Extension.sys.mjs");
    const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
    const addon = await AddonManager.getAddonByID(extensionId);
    const completed = new Promise<void>((resolve) => Management.once("uninstall-complete", () => resolve()));
    await addon.uninstall();
    await completed;
  }, id);

/**
 * Whether Firefox has given back the new tab, which the next extension would lose, and dropped the host, which it would get.
 * Both come a moment after the extension was taken out.
 */
const isForgotten = (scope: ChromeScope, id: string, uuid: string): Promise<boolean> =>
  scope.run(
    async (extensionId, host) => {
      const { newTabURL } = ChromeUtils.importESModule("resource:///modules/AboutNewTab.sys.mjs").AboutNewTab;
      const hosts = JSON.parse(Services.prefs.getStringPref("extensions.webextensions.uuids", "{}"));
      return !newTabURL.includes(host) && hosts[extensionId] !== host;
    },
    id,
    uuid,
  );

/** All but one, which is empty. @throws where one stays */
async function closeTabs(scope: ChromeScope): Promise<void> {
  const left = await scope.run(async () => {
    const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
    const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
    const blank = gBrowser.addTab("about:blank", { userContextId: 0, triggeringPrincipal });
    gBrowser.selectedTab = blank;
    for (const tab of [...gBrowser.tabs]) if (tab !== blank) gBrowser.removeTab(tab, { skipPermitUnload: true });
    return gBrowser.tabs.length;
  });
  if (left !== 1) throw new Error(`${left - 1} tabs of a test cannot be closed`);
}
