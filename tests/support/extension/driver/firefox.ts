import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { ensureBrowser } from "../../../../scripts/browsers.mjs";
import { makeClock } from "./clock.ts";
import { builtExtension, geckoId } from "./extension.ts";
import { findAnew } from "./firefox-handles.ts";
import { preloader } from "./firefox-preload.ts";
import { type ChromeScope, chromeScope } from "./firefox-scope.ts";
import { openedBy, openTab } from "./firefox-tabs.ts";
import { type Inject, setInjector } from "./inject.ts";
import { goTo, poll, until } from "./page.ts";
import { endOf, killGroup, makeProfile, orEnd, preferencesPutBack } from "./profile.ts";
import type { Background, Driver, LaunchOptions, Look, OwnDriver } from "./types.ts";
import { beginAsUsed } from "./used-profile.ts";

/** Firefox draws this at random for every install; pinned, the origin and its database stay the same. */
const UUID = "5a1f6c0e-3b1d-4c57-9d0e-0577e0b0e5a1";

/** Of a browser whose profile is used again: the extension is installed for one run at a time; what it stored outlives that. */
const keeping = (id: string): Record<string, unknown> => ({
  "extensions.webextensions.uuids": JSON.stringify({ [id]: UUID }),
  "extensions.webextensions.keepStorageOnUninstall": true,
  "extensions.webextensions.keepUuidOnUninstall": true,
});

const preferences = (downloads: string | undefined): Record<string, unknown> => ({
  // 2: a folder of one's own choice.
  ...(downloads === undefined ? {} : { "browser.download.folderList": 2, "browser.download.dir": downloads }),
  // A preloaded new tab was loaded before a test could prepare it.
  "browser.newtab.preload": false,
  // A tab that another one covers is hidden soon, and not after 300 ms, for which each page that opens would wait.
  "browser.tabs.remote.unloadDelayMs": 20,
  // An add-on of Firefox that mends web sites starts with each browser, in the process of the extension.
  "extensions.webcompat.enable_interventions": false,
  // Pages of the extension have a process of their own. What is left is the empty tab before them: it gets one that is
  // there, and none is kept ready for a web that nobody visits.
  "dom.ipc.processCount": 1,
  "dom.ipc.processPrelaunch.enabled": false,
  // Pages that were closed are forgotten together, and not every four seconds: to look for what nothing uses took the
  // process of the extension a seventh of its time. What grows quickly is still looked for at once.
  "javascript.options.gc_delay": 30_000,
  "javascript.options.gc_delay.first": 30_000,
  // What Firefox gets ready for its own new tab, address bar, forms and messages.
  "browser.newtabpage.activity-stream.feeds.system.topsites": false,
  "browser.newtabpage.activity-stream.asrouter.providers.cfr": "null",
  "browser.newtabpage.activity-stream.asrouter.providers.message-groups": "null",
  "browser.newtabpage.activity-stream.asrouter.providers.messaging-experiments": "null",
  "browser.urlbar.quicksuggest.enabled": false,
  "browser.translations.enable": false,
  "extensions.formautofill.addresses.supported": "off",
  "extensions.formautofill.creditCards.supported": "off",
  "nimbus.rollouts.enabled": false,
  "browser.sessionstore.resume_from_crash": false,
  "toolkit.startup.max_resumed_crashes": -1,
});

export async function launchFirefox(options: LaunchOptions): Promise<OwnDriver> {
  const extension = options.extension ?? builtExtension("firefox");
  const id = geckoId(extension);
  const profile = options.profile ?? makeProfile("firefox");
  if (options.profile === undefined) beginAsUsed(profile);
  const browser = await startFirefox(profile, options, keeping(id));
  const driver = await orEnd(browser, async () => {
    const scope = await chromeScope(browser);
    await keepStill(scope);
    if (options.language !== undefined) await speak(scope, options.language);
    await browser.installExtension(extension);
    return driveFirefox(browser, { scope, inject: await preloader(scope), id, uuid: UUID });
  });
  const kill = async () => {
    await killFirefox(browser);
    await preferencesPutBack(profile);
  };
  return { ...driver, ...endOf(browser, profile, kill) };
}

/** @param more preferences */
export function startFirefox(
  profile: string,
  options: LaunchOptions,
  more: Record<string, unknown> = {},
): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: ensureBrowser("firefox").path,
    headless: options.headless ?? true,
    userDataDir: profile,
    extraPrefsFirefox: { ...preferences(options.downloads), ...more },
    // Nothing asks what a page loads, and to tell it cost a sixth of what opening a page does.
    networkEnabled: false,
    defaultViewport: null,
    env: {
      ...process.env,
      MOZ_CRASHREPORTER_DISABLE: "1",
      ...(options.timeZone === undefined ? {} : { TZ: options.timeZone }),
    },
    // Without this switch Firefox refuses to open extension pages over WebDriver BiDi.
    args: ["--remote-allow-system-access", ...(options.args ?? [])],
  });
}

/** Firefox's own window does not move: a ring that turned and tabs that slid were drawn for every page that opened. */
export const keepStill = (scope: ChromeScope): Promise<void> =>
  scope.run(async () => {
    const window = Services.wm.getMostRecentWindow("navigator:browser");
    window.gReduceMotionOverride = true;
    const { windowUtils } = window;
    const still = "*, *::before, *::after { animation: none !important; }";
    windowUtils.loadSheetUsingURIString(`data:text/css,${encodeURIComponent(still)}`, windowUtils.USER_SHEET);
  });

/** SIGKILL to all of its processes. */
export async function killFirefox(browser: Browser): Promise<void> {
  const child = browser.process();
  if (child?.pid !== undefined) await killGroup(child.pid);
  await browser.disconnect();
}

/** What is known of a Firefox in which the extension is installed. */
export interface Installed {
  readonly scope: ChromeScope;
  readonly inject: Inject;
  /** The extension's, as in its manifest. */
  readonly id: string;
  /** The host of its pages. */
  readonly uuid: string;
}

/** Drives the extension that is installed. */
export async function driveFirefox(browser: Browser, { scope, inject, id, uuid }: Installed): Promise<Driver> {
  await confirmNewTab(scope, id);
  const url = (name: string) => `moz-extension://${uuid}/pages/${name}/index.html`;
  const opened = new Set<Page>();
  const clock = makeClock(opened, inject);
  const ours = (page: Page): Page => {
    opened.add(page);
    setInjector(page, inject);
    findAnew(page);
    return page;
  };
  return {
    kind: "firefox",
    browser,
    url,
    clock,
    background: control(scope, id),
    async open(name, { beforeLoad } = {}) {
      if (beforeLoad === undefined) return ours(await openTab(browser, url(name)));
      const page = ours(await browser.newPage());
      await beforeLoad(page);
      await goTo(page, url(name));
      return page;
    },
    newTab: async () => ours(await openNewTab(browser, scope, url("newtab"))),
    async popup() {
      throw new Error("Firefox's popup is out of reach of WebDriver: use open('popup')");
    },
    look: (page, wanted) => look(scope, page, wanted),
  };
}

/**
 * As after a restart with a language pack, of which only the name is there: extensions bring their own words.
 * @param language null for the browser's own
 */
export async function speak(scope: ChromeScope, language: string | null): Promise<void> {
  await scope.run(async (wanted) => {
    Services.locale.availableLocales = [...(wanted === null ? [] : [wanted]), "en-US"];
    Services.locale.requestedLocales = wanted === null ? [] : [wanted];
  }, language);
}

/** Answers "Keep changes" beforehand to the question that Firefox asks on the first new tab. */
async function confirmNewTab(scope: ChromeScope, id: string): Promise<void> {
  await scope.run(async (extensionId) => {
    const { ExtensionSettingsStore } = ChromeUtils.importESModule(
      "resource://gre/modules/ExtensionSettingsStore.sys.mjs",
    );
    await ExtensionSettingsStore.initialize();
    await ExtensionSettingsStore.addSetting(extensionId, "newTabNotification", extensionId, true, () => false);
  }, id);
}

const openNewTab = (browser: Browser, scope: ChromeScope, url: string): Promise<Page> =>
  openedBy(browser, url, () =>
    scope.run(async () => {
      Services.wm.getMostRecentWindow("navigator:browser").BrowserCommands.openTab();
    }),
  );

function control(scope: ChromeScope, id: string): Background {
  const state = () =>
    scope.run(async (extensionId) => {
      const { extension } = WebExtensionPolicy.getByID(extensionId);
      return String(extension.backgroundState);
    }, id);
  const running = async () => (await state()) === "running";
  return {
    running,
    async stop() {
      // What comes in meanwhile keeps it, and what comes right after its end wakes it: so its state is asked in between.
      const hasEnded = () =>
        scope.run(async (extensionId) => {
          const { extension } = WebExtensionPolicy.getByID(extensionId);
          await extension.terminateBackground();
          return String(extension.backgroundState) !== "running";
        }, id);
      await poll(hasEnded, "the event page to end");
    },
    async wake() {
      await scope.run(async (extensionId) => {
        await WebExtensionPolicy.getByID(extensionId).extension.wakeupBackground();
      }, id);
      await poll(running, "the event page to start");
    },
  };
}

async function look(scope: ChromeScope, page: Page, { colorScheme, reducedMotion, viewport }: Look): Promise<void> {
  await scope.run(
    async (scheme, motion) => {
      const { prefs } = Services;
      const name = "layout.css.prefers-color-scheme.content-override";
      if (scheme === null) prefs.clearUserPref(name);
      else prefs.setIntPref(name, scheme === "dark" ? 0 : 1);
      if (motion === null) prefs.clearUserPref("ui.prefersReducedMotion");
      else prefs.setIntPref("ui.prefersReducedMotion", motion ? 1 : 0);
    },
    colorScheme ?? null,
    reducedMotion ?? null,
  );
  // Preferences reach the page's process a moment later.
  await until(
    page,
    (scheme, motion) =>
      (scheme === null || matchMedia(`(prefers-color-scheme: ${scheme})`).matches) &&
      (motion === null || matchMedia("(prefers-reduced-motion: reduce)").matches === motion),
    colorScheme ?? null,
    reducedMotion ?? null,
  );
  if (viewport !== undefined) {
    await page.setViewport({ width: viewport.width, height: viewport.height, deviceScaleFactor: viewport.scale ?? 1 });
  }
}
