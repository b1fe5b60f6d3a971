/**
 * Drives the built extension in the two real engines through one interface.
 *
 * A test launches a browser, opens pages of the extension in it and uses puppeteer's pages from there on. A browser
 * that was killed or closed with `keepProfile` is launched again on the same profile with the same data.
 */
import { launchChromium } from "./driver/chromium.ts";
import { launchFirefox } from "./driver/firefox.ts";
import type { Driver, Kind, LaunchOptions } from "./driver/types.ts";

export { advanceClock, setClock } from "./driver/clock.ts";
export { captureTo, poll, textOf, until } from "./driver/page.ts";
export type { Driver, Kind } from "./driver/types.ts";

export const KINDS: readonly Kind[] = ["chromium", "firefox"];

/** A browser with the extension installed and its background started. */
export function launch(kind: Kind, options: LaunchOptions = {}): Promise<Driver> {
  return kind === "chromium" ? launchChromium(options) : launchFirefox(options);
}
