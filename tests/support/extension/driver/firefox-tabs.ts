/**
 * Tabs of Firefox as pages of puppeteer. Of one that begins in the process of extensions Firefox tells WebDriver nothing
 * (bugzilla 1755014): so it is asked for its tabs, and puppeteer is told here what it should have heard.
 */
import type { Browser, Frame, Page } from "puppeteer-core";
import { type ChromeScope, chromeScope } from "./firefox-scope.ts";
import { once, poll } from "./page.ts";

/** What puppeteer knows of a frame, but leaves out of its types: the name of its tab in WebDriver. */
type Named = Frame & { readonly _id: string };

/** As in {@link chromeScope}: there for every browser driven over BiDi, but not typed. */
type Connected = Browser & { readonly connection: { emit(event: string, info: Record<string, unknown>): void } };

/**
 * A new tab at an address of the extension, in front of the one before, which is hidden by then.
 * @param container whose cookies and storage it has; without it the user's own
 */
export async function openTab(browser: Browser, url: string, container = 0): Promise<Page> {
  const scope = await chromeScope(browser);
  const context = await scope.run(
    async (address, userContextId) => {
      const { NavigableManager } = ChromeUtils.importESModule(
        "chrome://remote/content/shared/NavigableManager.sys.mjs",
      );
      const { gBrowser, setTimeout } = Services.wm.getMostRecentWindow("navigator:browser");
      const before = gBrowser.selectedBrowser;
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      const tab = gBrowser.addTab(address, { userContextId, triggeringPrincipal });
      gBrowser.selectedTab = tab;
      const { linkedBrowser } = tab;
      const isLoading = () => linkedBrowser.webProgress.isLoadingDocument || linkedBrowser.currentURI.spec !== address;
      // To ask the page itself costs more, and it is asked in the end.
      for (let looks = 0; looks < 500 && (before.docShellIsActive || isLoading()); looks++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return NavigableManager.getIdForBrowser(linkedBrowser);
    },
    url,
    container,
  );
  return loaded(browser, context, url);
}

/**
 * The page that opens while something is done, once it has loaded.
 * @param url of the page, or how it begins
 */
export async function openedBy(browser: Browser, url: string, act: () => Promise<unknown>): Promise<Page> {
  const scope = await chromeScope(browser);
  const before = await tabsAt(scope, url);
  await act();
  const context = await poll(
    async () => (await tabsAt(scope, url)).find((tab) => !before.includes(tab)),
    `a tab with ${url} to open`,
  );
  return loaded(browser, context, url);
}

/** The tabs that are at this address, or at one that begins so, by their names in WebDriver. */
const tabsAt = (scope: ChromeScope, url: string): Promise<string[]> =>
  scope.run(async (wanted) => {
    const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
    const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
    return gBrowser.tabs
      .filter(({ linkedBrowser }) => linkedBrowser.currentURI.spec.startsWith(wanted))
      .map(({ linkedBrowser }) => NavigableManager.getIdForBrowser(linkedBrowser));
  }, url);

async function loaded(browser: Browser, context: string, url: string): Promise<Page> {
  const page = (await known(browser, context)) ?? (await told(browser, context, url));
  const isThere = (wanted: string): boolean => document.readyState === "complete" && location.href.startsWith(wanted);
  await poll(() => once(page, isThere, [url]), `${url} to be loaded`);
  return page;
}

const known = async (browser: Browser, context: string): Promise<Page | undefined> =>
  (await browser.pages()).find((page) => (page.mainFrame() as Named)._id === context);

async function told(browser: Browser, context: string, url: string): Promise<Page> {
  const info = { context, url, userContext: "default", parent: null, children: [], originalOpener: null };
  (browser as Connected).connection.emit("browsingContext.contextCreated", info);
  const page = await known(browser, context);
  if (page === undefined) throw new Error(`puppeteer was told of the tab with ${url}, but has no page for it`);
  return page;
}
