import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { logFailure } from "../../platform/log-failure.ts";
import { startSession } from "../../session/live-session.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../../ui/parts/addresses.ts";
import { drawable } from "../../ui/study/drawable.ts";
import { fitPopup } from "../../ui/study/fit-popup.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

const live = drawable(startSession("popup"));
const PopupPage = () => (
  <StudySurface session={useLive(live)} layout="popup" settingsHref={SETTINGS_PAGE} progressHref={PROGRESS_PAGE} />
);
// Drawn once there is a card to draw, so that the first frame is the whole one.
logFailure(
  "opening the popup",
  live.ready.then(() => {
    render(<PopupPage />, document.body);
    fitPopup();
  }),
);
