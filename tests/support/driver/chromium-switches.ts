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
