import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from "puppeteer-core";
import { ensureBrowser } from "../../../../scripts/browsers.mjs";
import { CHROMIUM_SWITCHES, chromiumEnvironment } from "./chromium-switches.ts";
import { makeClock } from "./clock.ts";
import { builtExtension, chromiumId } from "./extension.ts";
import { openAt } from "./open-at.ts";
import { goTo, poll, until } from "./page.ts";
import { endOf, killGroup, makeProfile, orEnd } from "./profile.ts";
import type { Background, Driver, LaunchOptions, Look, OwnDriver } from "./types.ts";

export async function launchChromium(options: LaunchOptions): Promise<OwnDriver> {
  const extension = options.extension ?? builtExtension("chrome");
  const profile = options.profile ?? makeProfile("chromium");
  if (options.downloads !== undefined) chooseDownloads(profile, options.downloads);
  const browser = await startChromium(profile, options, [extension]);
  const driver = await orEnd(browser, () => driveChromium(browser, chromiumId(extension)));
  return { ...driver, ...endOf(browser, profile, () => killChromium(browser)) };
}

/** @param extensions folders of those that are in it from its start */
export function startChromium(
  profile: string,
  options: LaunchOptions,
  extensions: readonly string[] = [],
): Promise<Browser> {
  return puppeteer.launch({
    executablePath: ensureBrowser("chromium").path,
    headless: options.headless ?? true,
    userDataDir: profile,
    // Extensions are loaded over this pipe, which branded Chrome allows too.
    pipe: true,
    // Nothing asks what a page loads, and being told of it costs processor time.
    networkEnabled: false,
    enableExtensions: extensions.length > 0 ? [...extensions] : true,
    defaultViewport: null,
    env: {
      ...chromiumEnvironment(),
      ...(options.timeZone === undefined ? {} : { TZ: options.timeZone }),
      // Where Linux keeps it; the switch is for the others. A plain "C" would make LANGUAGE count for nothing.
      ...(options.language === undefined ? {} : { LANGUAGE: options.language, LC_ALL: `${options.language}.UTF-8` }),
    },
    args: [
      ...CHROMIUM_SWITCHES,
      ...(options.language === undefined ? [] : [`--lang=${options.language}`]),
      ...(options.args ?? []),
    ],
  });
}

/** SIGKILL to all of its processes. */
export async function killChromium(browser: Browser): Promise<void> {
  const child = browser.process();
  // Puppeteer listens to its pipes no longer once one is closed, while the other may still say that it was cut off.
  for (const pipe of child?.stdio ?? []) pipe?.on("error", () => {});
  if (child?.pid !== undefined) await killGroup(child.pid);
  await browser.disconnect();
}

/** Drives the extension of this id, which is installed; resolves once its background was started. */
export async function driveChromium(browser: Browser, id: string): Promise<Driver> {
  const origin = `chrome-extension://${id}`;
  const isWorker = (target: Target) => target.type() === "service_worker" && target.url().startsWith(origin);
  await browser.waitForTarget(isWorker);
  const opened = new Set<Page>();
  const clock = makeClock(opened);
  const session = await browser.target().createCDPSession();
  /** With the machine's time until a test moves it, so that nothing has to run before the page's own scripts. */
  const direct = async (address: string, wanted: string) => {
    const page = await openAt(browser, session, address, wanted);
    opened.add(page);
    await clock.prepare(page);
    return page;
  };
  const blank = async () => {
    const page = await browser.newPage();
    opened.add(page);
    await clock.prepare(page);
    return page;
  };
  const url = (name: string) => `${origin}/pages/${name}/index.html`;
  const background = control(browser, session, isWorker, blank, origin);

  return {
    kind: "chromium",
    browser,
    url,
    clock,
    background,
    async open(name, { beforeLoad } = {}) {
      if (beforeLoad === undefined && !clock.isMoved()) return direct(url(name), url(name));
      const page = await blank();
      await beforeLoad?.(page);
      await goTo(page, url(name));
      return page;
    },
    async newTab() {
      if (!clock.isMoved()) return direct("chrome://newtab/", url("newtab"));
      const page = await blank();
      await poll(async () => (await page.goto("chrome://newtab/")) !== undefined, "chrome://newtab/ to open");
      await until(page, (wanted) => document.readyState === "complete" && location.href === wanted, url("newtab"));
      return page;
    },
    async popup() {
      await background.wake();
      const worker = await poll(async () => {
        const running = await (await browser.waitForTarget(isWorker)).worker();
        // One that has only just begun knows no API yet.
        return (await running?.evaluate("typeof chrome === 'object'")) ? running : null;
      }, "a service worker that can open the popup");
      const target = browser.waitForTarget((candidate) => candidate.url() === url("popup"));
      await worker.evaluate("chrome.action.openPopup()");
      const page = await (await target).asPage();
      opened.add(page);
      if (clock.isMoved()) {
        // The popup is there before anything can be injected, so it is loaded once more.
        await clock.prepare(page);
        await page.reload({ waitUntil: [] });
      }
      await until(page, () => document.readyState === "complete");
      return page;
    },
    look,
  };
}

/** Written to a profile that has not run yet, and kept by it: what DevTools offers for this forgets the files' names. */
export function chooseDownloads(profile: string, folder: string): void {
  const path = join(profile, "Default/Preferences");
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ download: { default_directory: folder, prompt_for_download: false } }));
}

function control(
  browser: Browser,
  devTools: CDPSession,
  isWorker: (target: Target) => boolean,
  blank: () => Promise<Page>,
  origin: string,
): Background {
  const running = () => browser.targets().some(isWorker);
  return {
    running: async () => running(),
    async stop() {
      const target = browser.targets().find(isWorker);
      if (!target) return;
      const session = (await target.worker())?.client;
      if (!session) {
        // It may have ended by itself meanwhile.
        if (!browser.targets().includes(target)) return;
        throw new Error("the service worker is there, but has no session that could end it");
      }
      const { targetInfo } = await session.send("Target.getTargetInfo");
      // A worker that somebody looks into stays as a target when it ends, and begins anew as the same one.
      await session.detach();
      await poll(async () => {
        // One that is only just beginning may not heed this, so it is told again.
        if (browser.targets().includes(target)) {
          await devTools.send("Target.closeTarget", { targetId: targetInfo.targetId });
        }
        // Another may run by now: what a page tells it wakes it at once.
        return !browser.targets().includes(target);
      }, "the service worker to end");
    },
    async wake() {
      if (running()) return;
      const page = await blank();
      const session = await page.createCDPSession();
      await session.send("ServiceWorker.enable");
      await session.send("ServiceWorker.startWorker", { scopeURL: `${origin}/` });
      await poll(running, "the service worker to start");
      await page.close();
    },
  };
}

async function look(page: Page, { colorScheme, reducedMotion, viewport }: Look): Promise<void> {
  await page.emulateMediaFeatures([
    ...(colorScheme === undefined ? [] : [{ name: "prefers-color-scheme", value: colorScheme }]),
    ...(reducedMotion === undefined
      ? []
      : [{ name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" }]),
  ]);
  if (viewport !== undefined) {
    await page.setViewport({ width: viewport.width, height: viewport.height, deviceScaleFactor: viewport.scale ?? 1 });
  }
}
