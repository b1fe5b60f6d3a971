/** The key that opens the study in a tab. The one for the popup needs no listener: the browser itself opens it. */
import { ASKED } from "./asked-to-study.ts";
import { browser } from "./browser.ts";
import { logFailure } from "./log-failure.ts";

/** As it stands in the manifest. */
const COMMAND = "study";

/** Opens the study in a tab when its key is pressed. Must be called synchronously when the background starts. */
export function listenForStudyKey(): void {
  // Firefox for Android has no keys for extensions.
  browser.commands?.onCommand.addListener((name) => {
    if (name !== COMMAND) return;
    const url = browser.runtime.getURL(`pages/newtab/index.html${ASKED}`);
    logFailure("opening the study", browser.tabs.create({ url }));
  });
}
