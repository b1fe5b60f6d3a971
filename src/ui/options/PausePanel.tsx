import type { JSX } from "preact";
import type { CatchUp } from "../../core/plan/away.ts";
import { MOST_OF_A_DAY } from "../../core/plan/more-new.ts";
import { type Backlog, catchUpWith } from "../../core/plan/portions.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { PlansControl, PlansState } from "../../session/options/plans.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayText } from "../parts/days.ts";
import { numberText } from "../parts/figures.ts";
import { CountField } from "./CountField.tsx";
import { DayField } from "./DayField.tsx";

type Props = PlansState &
  Pick<PlansControl, "onPause" | "onEndCatchUp" | "onThinkOfPortions" | "onPortion" | "onMoreNew" | "onRefused">;

/**
 * A holiday: nothing is asked until a day, and what is due by then comes in portions. Where the learner has such portions,
 * they stand here too; else more new cards can be let come today.
 */
export function PausePanel(props: Props): JSX.Element {
  const { pause, catchUp, moreNew, said, mostPerDay, bounds, backlog, busy, error, ...does } = props;
  const { onPause, onEndCatchUp, onThinkOfPortions, onPortion, onMoreNew, onRefused } = does;
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
      {pause === null && catchUp === null && (
        <div class="more-new">
          <h3>{t("moreNewTitle")}</h3>
          <p>{moreNew === 0 ? t("moreNewHelp") : plural("moreNewNow", moreNew)}</p>
          <CountField
            name="more-new"
            label={t("moreNewCards")}
            value={moreNew}
            limits={{ min: 0, max: MOST_OF_A_DAY }}
            busy={busy}
            action="set-more-new"
            set={t("moreNewSet")}
            help={t("optionsNewPerDayHelp")}
            wrong={t("moreNewWithin", numberText(MOST_OF_A_DAY))}
            onSet={onMoreNew}
            onRefused={onRefused}
          />
        </div>
      )}
      {catchUp !== null && (
        <div class="catch-up">
          <h3>{t("catchUpTitle")}</h3>
          <p>{plural("catchUpPlan", catchUp.perDay, dayText(catchUp.untilDay, "full"))}</p>
          {pause !== null && pause.untilDay > catchUp.untilDay && <p>{t("catchUpInPause")}</p>}
          <PortionField
            most={mostPerDay}
            onThink={onThinkOfPortions}
            {...{ catchUp, backlog, busy, onPortion, onRefused }}
          />
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

const SAID = { ended: "catchUpEnded", changed: "catchUpChanged", "more new": "moreNewSaved" } as const;

interface PortionProps {
  readonly catchUp: CatchUp;
  readonly most: number;
  readonly backlog: Backlog | null;
  readonly busy: boolean;
  readonly onThink: () => void;
  readonly onPortion: (perDay: number) => void;
  readonly onRefused: () => void;
}

/** How many due cards a day brings; on which day the plan is over follows from that. */
const PortionField = ({ catchUp, most, backlog, busy, onThink, onPortion, onRefused }: PortionProps): JSX.Element => (
  <CountField
    name="portion"
    label={t("catchUpPerDay")}
    value={catchUp.perDay}
    limits={{ min: 1, max: most }}
    busy={busy}
    action="change-catch-up"
    set={t("catchUpChange")}
    help={t("catchUpChangeHelp")}
    meaning={(perDay) => backlog && takesText(catchUpWith(backlog, perDay), backlog.today)}
    onFocus={onThink}
    wrong={t("catchUpWithin", numberText(most))}
    onSet={onPortion}
    onRefused={onRefused}
  />
);

/** How long a plan takes; null never ends. */
const takesText = (plan: CatchUp | null, today: StudyDay): string =>
  plan === null
    ? t("catchUpTooLong")
    : plural("catchUpTakes", plan.untilDay - today + 1, dayText(plan.untilDay, "full"));
