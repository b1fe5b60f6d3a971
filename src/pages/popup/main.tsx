import "../../ui/styles/study-surface.css";
import { render } from "preact";
import { logFailure } from "../../platform/log-failure.ts";
import { startSession } from "../../session/live-session.ts";
import { PopupPage } from "./PopupPage.tsx";

const live = startSession("popup");
// Drawn once there is a card to draw, so that the first frame is the whole one.
logFailure(
  "opening the popup",
  live.ready.then(() => render(<PopupPage live={live} />, document.body)),
);
