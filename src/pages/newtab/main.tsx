import { render } from "preact";
import { readAppearance } from "../../platform/appearance.ts";
import { isAskedToStudy } from "../../platform/asked-to-study.ts";
import { systemClock } from "../../platform/clock.ts";
import { isFirefox } from "../../platform/is-firefox.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { takeQuiet } from "../../platform/quiet-tabs.ts";
import { openStudy } from "../../session/opening/open-study.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../../ui/parts/addresses.ts";
import { WithPart } from "../../ui/parts/WithPart.tsx";
import { drawStudy } from "../../ui/study/draw-study.ts";
import { drawable } from "../../ui/study/drawable.ts";
import { NewTabPage, QUIET } from "./NewTabPage.tsx";

/** Draws the study on a new tab, or the quiet tab that was asked for. */
export function openNewTab(): void {
  const isAsked = isAskedToStudy();
  const quiet = isAsked ? null : takeQuiet(systemClock.nowMs());

  if (!isAsked && (!readAppearance().newTabSession || quiet)) {
    render(
      <WithPart part={QUIET}>
        {({ PopupOnlyPage, QuietTab }) =>
          quiet && readAppearance().newTabSession ? (
            <QuietTab first={quiet} settingsHref={SETTINGS_PAGE} />
          ) : (
            <PopupOnlyPage settingsHref={SETTINGS_PAGE} inFirefox={isFirefox()} />
          )
        }
      </WithPart>,
      document.body,
    );
  } else {
    const live = drawable(openStudy("newtab"), [QUIET]);
    logFailure(
      "opening the new tab",
      live.ready.then(() =>
        drawStudy(live.current(), <NewTabPage live={live} settingsHref={SETTINGS_PAGE} progressHref={PROGRESS_PAGE} />),
      ),
    );
  }
}
