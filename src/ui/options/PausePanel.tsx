import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isoDay, type StudyDay } from "../../core/plan/study-day.ts";
import { t } from "../../platform/i18n.ts";
import type { PauseControl, PauseState } from "../../session/options/pause.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayOf, dayText } from "../parts/days.ts";

type Props = PauseState & Pick<PauseControl, "onPause">;

/** A holiday: nothing is asked until a day, and what is due by then comes in portions. */
export function PausePanel({ pause, bounds, busy, error, onPause }: Props): JSX.Element {
  const [day, setDay] = useState<StudyDay | null>(null);
  const isRight = day !== null && bounds !== null && day >= bounds.first && day <= bounds.last;
  return (
    <section class="pause" aria-labelledby="pause-title" aria-busy={busy}>
      <h2 id="pause-title">{t("pauseTitle")}</h2>
      <p>{pause === null ? t("pauseIntro") : t("pausedUntil", dayText(pause.untilDay, "full"))}</p>
      {pause === null ? (
        <p class="settings-actions">
          <label>
            {t("pauseUntil")}{" "}
            <input
              type="date"
              name="pause-until"
              min={bounds ? isoDay(bounds.first) : undefined}
              max={bounds ? isoDay(bounds.last) : undefined}
              onInput={(event) => setDay(dayOf(event.currentTarget.value))}
            />
          </label>
          <ActionButton action="pause" busy={busy || !isRight} onPress={() => onPause(day)}>
            {t("pauseStart")}
          </ActionButton>
        </p>
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
