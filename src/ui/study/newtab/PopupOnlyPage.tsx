import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { useRead } from "../../hooks/use-read.ts";
import { dayText } from "../read/ReturnView.tsx";
import { QuietPage } from "./QuietPage.tsx";

interface Props {
  readonly settingsHref?: string | undefined;
  /** Whose new tab this is: Firefox lets the user choose, the others do not. */
  readonly inFirefox: boolean;
  /** Resolves to when studying goes on after a pause, in ms; to null where there is none. */
  readonly readPause?: () => Promise<number | null>;
  /** Resolves to whether the button is in sight; to null where the browser does not tell. */
  readonly readButton?: () => Promise<boolean | null>;
}

const readPauseAlone = async (): Promise<number | null> =>
  (await import("../../../session/progress/read-alone.ts")).readPauseAlone();
const isOnToolbar = async (): Promise<boolean | null> =>
  (await import("../../../platform/toolbar-button.ts")).isOnToolbar();

/**
 * A new tab of a user who studies in the popup alone: it says where the cards are, and how the browser's own page is had; of a
 * button that is not in sight how it comes there, and of a pause how long it is.
 */
export function PopupOnlyPage({
  settingsHref,
  inFirefox,
  readPause = readPauseAlone,
  readButton = isOnToolbar,
}: Props): JSX.Element {
  const pause = useRead("a pause", readPause, []);
  const button = useRead("where the button is", readButton, []);
  const untilMs = pause.kind === "read" ? pause.value : null;
  const mayBeHidden = button.kind === "failed" || (button.kind === "read" && button.value !== true);
  return (
    <QuietPage settingsHref={settingsHref}>
      <div class="quiet-choice" data-quiet="popup-only">
        {untilMs !== null && <p data-paused>{t("pausedUntil", dayText(untilMs))}</p>}
        <p>{t("quietPopupOnly")}</p>
        {mayBeHidden && (
          <p class="fine" data-pin>
            {t(inFirefox ? "quietPinFirefox" : "quietPinChrome")}
          </p>
        )}
        <p class="fine">{t(inFirefox ? "quietOwnFirefox" : "quietOwnOther")}</p>
      </div>
    </QuietPage>
  );
}
