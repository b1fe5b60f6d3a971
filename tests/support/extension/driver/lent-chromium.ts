import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { temporaryFolder } from "../../temporary-folder.ts";
import { chooseDownloads, driveChromium, killChromium, startChromium } from "./chromium.ts";
import { builtExtension } from "./extension.ts";
import type { Lender } from "./lender.ts";
import { poll } from "./page.ts";
import { emptyFolder, makeProfile, removeProfile } from "./profile.ts";

/** A Chromium in which each borrower finds the extension newly installed, under an id that it never had before. */
export async function lendChromium(timeZone: string): Promise<Lender> {
  const profile = makeProfile("chromium");
  const downloads = makeProfile("downloads");
  chooseDownloads(profile, downloads);
  const browser = await startChromium(profile, { timeZone });
  const closeTabs = async () => {
    const [, ...others] = await browser.pages();
    for (const page of others) if (!page.isClosed()) await page.close();
  };
  return {
    isAlive: () => browser.connected,
    async lend({ extension = builtExtension("chrome"), language }) {
      // Not when it is given back: a download may end later than the test that began it.
      emptyFolder(downloads);
      if (language !== undefined) throw new Error("a Chromium that runs already learns no other language");
      const folder = underAnotherKey(extension);
      const id = await browser.installExtension(folder);
      return {
        driver: { ...(await driveChromium(browser, id)), downloads, update: () => update(browser, folder, id) },
        closeTabs,
        async takeBack() {
          await closeTabs();
          await browser.uninstallExtension(id);
          rmSync(folder, { recursive: true });
          const left = () => browser.targets().flatMap((target) => (target.url().includes(id) ? [target.url()] : []));
          await poll(() => left().length === 0, "all of an extension that was taken out to end");
          const [kept] = await browser.pages();
          if (kept?.url() !== "about:blank") throw new Error(`a test sent the browser's first tab to ${kept?.url()}`);
        },
      };
    },
    async end() {
      await killChromium(browser);
      removeProfile(profile);
      removeProfile(downloads);
    },
  };
}

/** Loads an extension anew from its folder. */
async function update(browser: Browser, folder: string, id: string): Promise<void> {
  const worker = () =>
    browser.targets().find((target) => target.type() === "service_worker" && target.url().includes(id));
  const before = worker();
  await browser.installExtension(folder);
  await poll(() => worker() !== undefined && worker() !== before, "the service worker of another version");
}

/** The same files with another key, and so another id, origin and store. */
function underAnotherKey(extension: string): string {
  const folder = temporaryFolder("lent");
  for (const name of readdirSync(extension)) symlinkSync(join(extension, name), join(folder, name));
  rmSync(join(folder, "manifest.json"));
  const manifest = JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8"));
  // Chromium asks no more of a key than that it is base64; the id is the start of its hash.
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify({ ...manifest, key: randomBytes(32).toString("base64") }),
  );
  return folder;
}
