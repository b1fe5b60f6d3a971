import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { readAppearance } from "../../platform/appearance.ts";
import { systemClock } from "../../platform/clock.ts";
import { isFirefox } from "../../platform/container.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { takeQuiet } from "../../platform/quiet-tabs.ts";
import { startSession } from "../../session/live-session.ts";
import { PopupOnlyPage } from "../../ui/study/PopupOnlyPage.tsx";
import { NewTabPage, QuietTab } from "./NewTabPage.tsx";

const SETTINGS = "../options/index.html";
const PROGRESS = "../progress/index.html";
const quiet = takeQuiet(systemClock.nowMs());

if (!readAppearance().newTabSession) {
  render(<PopupOnlyPage settingsHref={SETTINGS} inFirefox={isFirefox()} />, document.body);
} else if (quiet) {
  render(<QuietTab first={quiet} settingsHref={SETTINGS} />, document.body);
} else {
  const live = startSession("newtab");
  logFailure(
    "opening the new tab",
    live.ready.then(() =>
      render(<NewTabPage live={live} settingsHref={SETTINGS} progressHref={PROGRESS} />, document.body),
    ),
  );
}
