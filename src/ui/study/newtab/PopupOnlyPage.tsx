import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../platform/i18n.ts";
import { useRead } from "../../hooks/use-read.ts";
import { nearDayText } from "../../parts/days.ts";
import { QuietPage } from "./QuietPage.tsx";

interface Props {
  readonly settingsHref?: string | undefined;
  /** Whose new tab this is: Firefox lets the user choose, the others do not. */
  readonly inFirefox: boolean;
  /** The study was here a moment ago and had the focus; a new tab leaves it in the address bar. */
  readonly takesFocus?: boolean;
  /** Resolves to when studying goes on after a pause, in ms; to null where there is none. */
  readonly readPause?: () => Promise<number | null>;
  /** Resolves to whether the button is in sight; to null where the browser does not tell. */
  readonly readButton?: () => Promise<boolean | null>;
  /** Resolves to the keys that open the popup; to null where there are none. */
  readonly readShortcut?: () => Promise<string | null>;
}

const readPauseAlone = async (): Promise<number | null> =>
  (await import("../../../session/progress/read-alone.ts")).readPauseAlone();
const isOnToolbar = async (): Promise<boolean | null> =>
  (await import("../../../platform/toolbar-button.ts")).isOnToolbar();
const popupShortcut = async (): Promise<string | null> =>
  (await import("../../../platform/popup-shortcut.ts")).popupShortcut();

/**
 * A new tab of a user who studies in the popup alone: it says where the cards are and which keys
 * open them, and how the browser's own page is had; of a
 * button that is not in sight how it comes there, and of a pause how long it is.
 */
export function PopupOnlyPage({
  settingsHref,
  inFirefox,
  takesFocus = false,
  readPause = readPauseAlone,
  readButton = isOnToolbar,
  readShortcut = popupShortcut,
}: Props): JSX.Element {
  const pause = useRead("a pause", readPause, []);
  const button = useRead("where the button is", readButton, []);
  const shortcut = useRead("the keys of the popup", readShortcut, []);
  const section = useRef<HTMLElement>(null);
  const [titleId, keysId] = [useId(), useId()];
  const isRead = shortcut.kind !== "reading";
  // The button that was pressed is gone. Once the keys are known: they are read out with the section.
  useLayoutEffect(() => {
    if (takesFocus && isRead && document.activeElement === document.body) section.current?.focus();
  }, [takesFocus, isRead]);
  const untilMs = pause.kind === "read" ? pause.value : null;
  const mayBeHidden = button.kind === "failed" || (button.kind === "read" && button.value !== true);
  return (
    <QuietPage settingsHref={settingsHref}>
      <section
        ref={section}
        class="quiet-choice"
        data-quiet="popup-only"
        tabIndex={-1}
        aria-labelledby={titleId}
        aria-describedby={keysId}
      >
        {untilMs !== null && <p data-paused>{t("pausedUntil", nearDayText(untilMs))}</p>}
        <p id={titleId}>{t("quietPopupOnly")}</p>
        {shortcut.kind === "read" && shortcut.value !== null && (
          <p id={keysId} data-shortcut>
            {t("quietShortcut", shortcut.value)}
          </p>
        )}
        {mayBeHidden && (
          <p class="fine" data-pin>
            {t(inFirefox ? "quietPinFirefox" : "quietPinChrome")}
          </p>
        )}
        <p class="fine">{t(inFirefox ? "quietOwnFirefox" : "quietOwnOther")}</p>
      </section>
    </QuietPage>
  );
}
