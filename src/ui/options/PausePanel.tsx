import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { CatchUp } from "../../core/plan/away.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { PauseControl, PauseState } from "../../session/options/pause.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayText } from "../parts/days.ts";
import { numberText } from "../parts/figures.ts";
import { DayField } from "./DayField.tsx";

type Props = PauseState & Pick<PauseControl, "onPause" | "onEndCatchUp" | "onPortion">;

/**
 * A holiday: nothing is asked until a day, and what is due by then comes in portions. Where the learner has such portions,
 * they stand here too.
 */
export function PausePanel(props: Props): JSX.Element {
  const { pause, catchUp, said, mostPerDay, bounds, busy, error, onPause, onEndCatchUp, onPortion } = props;
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
          <PortionField catchUp={catchUp} most={mostPerDay} busy={busy} onPortion={onPortion} />
          <p class="settings-actions">
            <ActionButton action="end-catch-up" busy={busy} onPress={onEndCatchUp}>
              {t("catchUpEnd")}
            </ActionButton>
          </p>
        </div>
      )}
      <p role="status" data-catch-up-said>
        {said !== null && t(SAID[said])}
      </p>
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}

const SAID = { ended: "catchUpEnded", changed: "catchUpChanged" } as const;

interface PortionProps {
  readonly catchUp: CatchUp;
  readonly most: number;
  readonly busy: boolean;
  readonly onPortion: (perDay: number) => void;
}

/** How many due cards a day brings; on which day the plan is over follows from that. */
function PortionField({ catchUp, most, busy, onPortion }: PortionProps): JSX.Element {
  const [typed, setTyped] = useState<number | null>(null);
  const why = useId();
  const perDay = typed ?? catchUp.perDay;
  const isRight = Number.isInteger(perDay) && perDay >= 1 && perDay <= most;
  return (
    <p class="settings-actions">
      <label>
        {t("catchUpPerDay")}{" "}
        <input
          type="number"
          name="portion"
          min={1}
          max={most}
          step={1}
          value={catchUp.perDay}
          aria-describedby={why}
          onInput={({ currentTarget }) => setTyped(currentTarget.valueAsNumber)}
        />
      </label>
      <ActionButton
        action="change-catch-up"
        busy={busy || !isRight}
        describedBy={why}
        onPress={() => isRight && onPortion(perDay)}
      >
        {t("catchUpChange")}
      </ActionButton>
      <span id={why} class="fine">
        {isRight ? t("catchUpChangeHelp") : t("catchUpWithin", numberText(most))}
      </span>
    </p>
  );
}
