/**
 * A profile in which Firefox ran once. On its first start it compiles its own code into the profile and looks through its
 * add-ons; a test that begins with a copy of what that left starts sooner by a second and has no more data.
 */
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { ensureBrowser } from "../../../../scripts/browsers.mjs";
import { type ChromeScope, chromeScope } from "./firefox-scope.ts";
import { orEnd, preferencesPutBack } from "./profile.ts";

/** Where the profiles of a run stand, see build-once.ts; undefined where no run prepared any. */
const shared = (): string | undefined => process.env.OSTEON_PROFILES;
const NAME = "used-firefox";

/** To be called once for a run, before its tests. */
export async function makeUsedProfile(folder: string): Promise<void> {
  const profile = join(folder, NAME);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: ensureBrowser("firefox").path,
    headless: true,
    userDataDir: profile,
    args: ["--remote-allow-system-access"],
  });
  await orEnd(browser, async () => fillSettings(await chromeScope(browser)));
  await browser.close();
  await preferencesPutBack(profile);
}

/**
 * A list of breached sites, without any, as if it had been fetched. Where there is none, Firefox asks the network for it whenever
 * a page opens.
 */
const fillSettings = (scope: ChromeScope): Promise<void> =>
  scope.run(async () => {
    const { RemoteSettings } = ChromeUtils.importESModule("resource://services-settings/remote-settings.sys.mjs");
    await RemoteSettings("fxmonitor-breaches").db.importChanges({}, 1, [], { clear: true });
  });

/** Puts into a new profile what a first start would leave there, where the run has it. */
export function beginAsUsed(profile: string): void {
  const used = join(shared() ?? "", NAME);
  if (shared() !== undefined && existsSync(used)) cpSync(used, profile, { recursive: true });
}
