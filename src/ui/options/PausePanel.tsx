import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { PauseControl, PauseState } from "../../session/options/pause.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayText } from "../parts/days.ts";
import { DayField } from "./DayField.tsx";

type Props = PauseState & Pick<PauseControl, "onPause">;

/** A holiday: nothing is asked until a day, and what is due by then comes in portions. */
export function PausePanel({ pause, bounds, busy, error, onPause }: Props): JSX.Element {
  return (
    <section class="pause" aria-labelledby="pause-title" aria-describedby="pause-state" aria-busy={busy}>
      <h2 id="pause-title">{t("pauseTitle")}</h2>
      {/* The section has the focus once its button was pressed. */}
      <p id="pause-state">
        {pause === null ? (
          <>
            <span class="visually-hidden">{t("pauseNone")} </span>
            {t("pauseIntro")}
          </>
        ) : (
          t("pausedUntil", dayText(pause.untilDay, "full"))
        )}
      </p>
      {pause === null ? (
        <DayField
          name="pause-until"
          label={t("pauseUntil")}
          bounds={bounds}
          busy={busy}
          action="pause"
          set={t("pauseStart")}
          onSet={onPause}
        />
      ) : (
        <p class="settings-actions">
          <ActionButton action="end-pause" busy={busy} onPress={() => onPause(null)}>
            {t("pausedEnd")}
          </ActionButton>
        </p>
      )}
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}
