import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { readAppearance } from "../../platform/appearance.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { type LiveSession, startSession } from "../../session/live-session.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { QuietPage } from "../../ui/study/QuietPage.tsx";
import { StartGate } from "../../ui/study/StartGate.tsx";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

const SETTINGS = "../options/index.html";
const PROGRESS = "../progress/index.html";

function NewTabPage({ live }: { readonly live: LiveSession }) {
  const session = useLive(live);
  const surface = <StudySurface session={session} layout="page" settingsHref={SETTINGS} progressHref={PROGRESS} />;
  // There is nothing to start in a container.
  return session.view.kind === "container" ? surface : <StartGate onStart={session.actions.begin}>{surface}</StartGate>;
}

if (readAppearance().newTabSession) {
  const live = startSession("newtab");
  logFailure(
    "opening the new tab",
    live.ready.then(() => render(<NewTabPage live={live} />, document.body)),
  );
} else {
  render(<QuietPage settingsHref={SETTINGS} />, document.body);
}
