import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "../../temporary-folder.ts";

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
  // Its own window does not move: bars that slid and marks that turned were drawn in 80 of 109 frames. No page sees it.
  "--animation-duration-scale=0",
  `--disable-features=${SPARED_FEATURES.join(",")}`,
  // The network has no process of its own, as on small machines: one process less to start, and pages of an extension come
  // from the browser's own. 0.1 s for each start.
  "--enable-features=NetworkServiceInProcess2",
];

/** Programs of the desktop which Chromium runs for an extension that is taken out, as if it had been an app with icons. */
const SPARED_PROGRAMS = ["xdg-desktop-menu", "xdg-icon-resource"];

/** Made when a browser first asks: in a source package the programs would lose what makes them programs. */
let beside: string | undefined;
function folderBeside(): string {
  if (beside !== undefined) return beside;
  const folder = temporaryFolder("chromium-beside");
  for (const name of SPARED_PROGRAMS) writeFileSync(join(folder, name), "#!/bin/true\n", { mode: 0o755 });
  beside = folder;
  return folder;
}

/**
 * The environment of a Chromium that extensions are taken out of: first on the path stand programs that do nothing, in place of
 * shell scripts that took 0.1 s and worked in the folders of whoever runs the tests. Without /bin/true the next ones are found.
 * What a Chromium that is killed leaves among temporary files lies in the same folder, and goes with it.
 */
export const chromiumEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [folderBeside(), process.env.PATH].join(delimiter),
  TMPDIR: folderBeside(),
});
