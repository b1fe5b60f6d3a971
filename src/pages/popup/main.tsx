import { logFailure } from "../../platform/log-failure.ts";
import { openStudy } from "../../session/opening/open-study.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../../ui/parts/addresses.ts";
import { drawStudy } from "../../ui/study/draw-study.ts";
import { drawable } from "../../ui/study/drawable.ts";
import { fitPopup } from "../../ui/study/fit-popup.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";

/** Draws the study in the popup. */
export function openPopup(): void {
  const live = drawable(openStudy("popup"));
  const PopupPage = () => (
    <StudySurface session={useLive(live)} layout="popup" settingsHref={SETTINGS_PAGE} progressHref={PROGRESS_PAGE} />
  );
  // Drawn once there is a card to draw, so that the first frame is the whole one.
  logFailure(
    "opening the popup",
    live.ready.then(() => {
      drawStudy(live.current(), <PopupPage />);
      fitPopup();
    }),
  );
}
