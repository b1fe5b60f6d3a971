import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { readAppearance } from "../../platform/appearance.ts";
import { systemClock } from "../../platform/clock.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { takeQuiet } from "../../platform/quiet-tabs.ts";
import { startSession } from "../../session/live-session.ts";
import { QuietPage } from "../../ui/study/QuietPage.tsx";
import { NewTabPage, QuietTab } from "./NewTabPage.tsx";

const SETTINGS = "../options/index.html";
const PROGRESS = "../progress/index.html";
const quiet = takeQuiet(systemClock.nowMs());

if (!readAppearance().newTabSession) {
  render(<QuietPage settingsHref={SETTINGS} />, document.body);
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
