import type { Browser, CDPSession, Page, Target } from "puppeteer-core";
import { poll } from "./page.ts";

/** What puppeteer knows of a target, but leaves out of its types. */
type Named = Target & { readonly _targetId: string };

/**
 * Opens a page of Chromium at its address. One that begins empty, as puppeteer opens them, starts a process for the empty
 * document, which ends as soon as the page is sent elsewhere: half of what opening a page costs.
 * @param session of the browser
 * @param wanted where the address leads; resolves when that is loaded
 */
export async function openAt(browser: Browser, session: CDPSession, address: string, wanted: string): Promise<Page> {
  const { targetId } = await session.send("Target.createTarget", { url: address });
  const target = await browser.waitForTarget((one) => (one as Named)._targetId === targetId);
  const page = await poll(() => target.page(), `a page for ${address}`);
  await poll(async () => {
    const { href, isLoaded } = await page.evaluate(() => ({
      href: location.href,
      isLoaded: document.readyState === "complete",
    }));
    // A browser that has just started refuses now and then for a moment (ERR_BLOCKED_BY_CLIENT): then it is tried again.
    if (href.startsWith("chrome-error:")) await page.goto(address, { waitUntil: [] });
    return isLoaded && href.startsWith(wanted);
  }, `${wanted} to open`);
  return page;
}
