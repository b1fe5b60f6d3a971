import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { PauseControl, PauseState } from "../../session/options/pause.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayText } from "../parts/days.ts";
import { DayField } from "./DayField.tsx";

type Props = PauseState & Pick<PauseControl, "onPause" | "onEndCatchUp">;

/**
 * A holiday: nothing is asked until a day, and what is due by then comes in portions. Where the learner has such portions,
 * they stand here too.
 */
export function PausePanel({ pause, catchUp, ended, bounds, busy, error, onPause, onEndCatchUp }: Props): JSX.Element {
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
      {catchUp !== null && (
        <div class="catch-up">
          <h3>{t("catchUpTitle")}</h3>
          <p>{plural("catchUpPlan", catchUp.perDay, dayText(catchUp.untilDay, "full"))}</p>
          {pause !== null && pause.untilDay > catchUp.untilDay && <p>{t("catchUpInPause")}</p>}
          <p class="settings-actions">
            <ActionButton action="end-catch-up" busy={busy} onPress={onEndCatchUp}>
              {t("catchUpEnd")}
            </ActionButton>
          </p>
        </div>
      )}
      <p role="status" data-catch-up-said>
        {ended && t("catchUpEnded")}
      </p>
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}
