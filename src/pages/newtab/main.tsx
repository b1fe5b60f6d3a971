import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { readAppearance } from "../../platform/appearance.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { startSession } from "../../session/live-session.ts";
import { QuietPage } from "../../ui/study/QuietPage.tsx";
import { NewTabPage } from "./NewTabPage.tsx";

if (readAppearance().newTabSession) {
  const live = startSession("newtab");
  logFailure(
    "opening the new tab",
    live.ready.then(() => render(<NewTabPage live={live} />, document.body)),
  );
} else {
  render(<QuietPage settingsHref="../options/index.html" />, document.body);
}
