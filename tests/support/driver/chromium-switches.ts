import { delimiter, join } from "node:path";

/**
 * Features of Chromium that cost each new browser processor time and that no page of an extension can see. A name that a
 * version does not know is passed over.
 */
const SPARED_FEATURES = [
  // The list under the address bar is made of pages, which every window loads before anybody types: 0.4 s.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "PreloadTopChromeWebUI",
  // A process that is kept ready for the next site; the pages here are all of one.
  "SpareRendererForSitePerProcess",
];

/** Switches of every Chromium that tests start. */
export const CHROMIUM_SWITCHES: readonly string[] = [
  // Containers rarely allow a sandbox; these browsers see no page but our own.
  "--no-sandbox",
  "--no-first-run",
  "--disable-search-engine-choice-screen",
  // Looks for newer lists and parts of the browser while a test runs.
  "--disable-component-update",
  `--disable-features=${SPARED_FEATURES.join(",")}`,
];

/**
 * The environment of a Chromium that extensions are taken out of. For each it runs shell scripts of the desktop,
 * which remove the icons of an app that nobody made, from the folders of whoever runs the tests: 0.1 s. First on the path stand
 * programs of these names that do nothing; where there is no /bin/true, the next ones are found.
 */
export const chromiumEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(import.meta.dirname, "spared-programs"), process.env.PATH].join(delimiter),
});
