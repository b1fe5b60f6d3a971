import { randomUUID } from "node:crypto";
import { builtExtension, geckoId } from "./extension.ts";
import { driveFirefox, killFirefox, startFirefox } from "./firefox.ts";
import { injector, preloader } from "./firefox-preload.ts";
import { type ChromeScope, chromeScope } from "./firefox-scope.ts";
import type { Lender } from "./lender.ts";
import { poll } from "./page.ts";
import { makeProfile, orEnd, preferencesPutBack, removeProfile } from "./profile.ts";
import { beginAsUsed } from "./used-profile.ts";

/** A Firefox in which each borrower finds the extension newly installed, at an origin that it never had before. */
export async function lendFirefox(timeZone: string): Promise<Lender> {
  const extension = builtExtension("firefox");
  const id = geckoId(extension);
  const profile = makeProfile("firefox");
  beginAsUsed(profile);
  const browser = await startFirefox(profile, { timeZone });
  const scope = await orEnd(browser, async () => {
    const found = await chromeScope(browser);
    await preloader(found);
    return found;
  });
  return {
    isAlive: () => browser.connected,
    async lend() {
      const inject = await injector(scope);
      const uuid = randomUUID();
      await scope.run(
        async (uuids) => Services.prefs.setStringPref("extensions.webextensions.uuids", uuids),
        JSON.stringify({ [id]: uuid }),
      );
      await browser.installExtension(extension);
      await poll(async () => (await newTabUrl(scope)).includes(uuid), "a new tab to be the extension's");
      return {
        driver: await driveFirefox(browser, { scope, inject, id, uuid }),
        async takeBack() {
          await closeTabs(scope);
          // What a test asked for with `look`, and what containers need.
          await scope.run(async () => {
            Services.prefs.clearUserPref("layout.css.prefers-color-scheme.content-override");
            Services.prefs.clearUserPref("ui.prefersReducedMotion");
            Services.prefs.clearUserPref("privacy.userContext.enabled");
          });
          // Nothing is kept, as in a browser that users have: the store goes with the extension.
          await browser.uninstallExtension(id);
          // The new tab is given back a moment later; if the next extension had it by then, it would lose it.
          await poll(async () => !(await newTabUrl(scope)).includes(uuid), "the new tab to be the browser's again");
        },
      };
    },
    async end() {
      await killFirefox(browser);
      await preferencesPutBack(profile);
      removeProfile(profile);
    },
  };
}

/** Where a new tab leads. */
const newTabUrl = (scope: ChromeScope): Promise<string> =>
  scope.run(async () => ChromeUtils.importESModule("resource:///modules/AboutNewTab.sys.mjs").AboutNewTab.newTabURL);

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
