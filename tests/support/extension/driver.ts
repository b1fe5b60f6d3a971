/**
 * Drives the built extension in the two real engines through one interface.
 *
 * A test launches a browser, opens pages of the extension in it and uses puppeteer's pages from there on. A browser
 * that was killed or closed with `keepProfile` is launched again on the same profile with the same data.
 */
import { launchChromium } from "./driver/chromium.ts";
import { launchFirefox } from "./driver/firefox.ts";
import { borrow } from "./driver/lender.ts";
import { lendChromium } from "./driver/lent-chromium.ts";
import { lendFirefox } from "./driver/lent-firefox.ts";
import type { Kind, LaunchOptions, LoanOptions, OwnDriver } from "./driver/types.ts";

export { advanceClock, setClock } from "./driver/clock.ts";
export { poll, textOf, until } from "./driver/page.ts";
export type { Driver, Kind, LentDriver, LoanOptions, OwnDriver } from "./driver/types.ts";

export const KINDS: readonly Kind[] = ["chromium", "firefox"];

/** A browser with the extension installed and its background started. */
export function launch(kind: Kind, options: LaunchOptions = {}): Promise<OwnDriver> {
  const placed = { timeZone: zoneOfNoon(), ...options };
  return kind === "chromium" ? launchChromium(placed) : launchFirefox(placed);
}

/** A browser that was used before, with the extension newly installed and no data; see `useLentBrowsers`. */
export function lend(kind: Kind, options: LoanOptions = {}) {
  const start = (wanted: Kind, zone: string) => (wanted === "chromium" ? lendChromium(zone) : lendFirefox(zone));
  return borrow(start, kind, { timeZone: zoneByDay(), ...options });
}

/**
 * A zone in which it is noon, or soon after: a test that ran while the study day ends, at four in the morning, would find
 * its learning cards put off to the next. Etc/GMT-3 is three hours ahead of UTC, which it is for one hour alone: at the others an offset is tried.
 */
function zoneOfNoon(): string {
  const aheadHours = 12 - new Date().getUTCHours();
  return aheadHours === 0 ? "UTC" : `Etc/GMT${aheadHours > 0 ? "-" : "+"}${Math.abs(aheadHours)}`;
}

/** A zone in which it is day: UTC where that is one, since tests with a clock of their own ask for it, and are lent the same browsers. */
export function zoneByDay(): string {
  const hour = new Date().getUTCHours();
  return hour >= 6 && hour < 21 ? "UTC" : "Etc/GMT-12";
}
