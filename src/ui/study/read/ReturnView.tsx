import type { JSX } from "preact";
import { plural, t } from "../../../platform/i18n.ts";
import type { SessionView } from "../../../session/study/session-view.ts";
import { nearDayText } from "../../parts/days.ts";
import { NOTICE_TITLE } from "./notice-title.ts";

interface Props {
  readonly view: SessionView & { kind: "return" };
  readonly onPlainly: () => void;
}

/** How long it was, what would be recalled, what is fading, and how it can be cleared. */
export function ReturnView({ view, onPlainly }: Props): JSX.Element {
  const { days, begun, recalled, fading, aside, due, plan, clearedAtMs } = view;
  return (
    <article class="notice return" data-notice="return" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
      <p class="eyebrow">{plural("returnAway", days)}</p>
      <h1 id={NOTICE_TITLE} class="notice-title">
        {plural("returnKnown", begun, recalled)}
      </h1>
      <p>
        {fading > 0 && `${plural("knowFading", fading)} `}
        {plural("returnDue", due)}
      </p>
      {plan !== null && clearedAtMs !== null && (
        <>
          <p>{plural("returnPlan", plan.perDay, nearDayText(clearedAtMs))}</p>
          <p>
            <button type="button" class="small-button" data-action="no-plan" onClick={onPlainly}>
              {t("returnPlainly")}
            </button>
          </p>
        </>
      )}
      {aside > 0 && <p class="fine">{plural("returnAside", aside)}</p>}
      <p class="fine">{t(plan === null ? "returnNothingMoved" : "returnPlanMovesNothing")}</p>
    </article>
  );
}

interface PausedProps {
  readonly untilMs: number;
  readonly onEnd: () => void;
}

/** Studying rests. */
export function PausedView({ untilMs, onEnd }: PausedProps): JSX.Element {
  return (
    <article class="notice paused" data-notice="paused" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
      <h1 id={NOTICE_TITLE} class="notice-title">
        {t("pausedTitle")}
      </h1>
      <p>{t("pausedUntil", nearDayText(untilMs))}</p>
      <p>
        <button type="button" class="small-button" data-action="end-pause" onClick={onEnd}>
          {t("pausedEnd")}
        </button>
      </p>
    </article>
  );
}
