import type { JSX } from "preact";
import { examFigures } from "../../core/plan/exam-figures.ts";
import type { ExamForecast } from "../../jobs/exam.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { ExamControl, ExamState } from "../../session/options/exam.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { DaysBegunLine } from "../parts/DaysBegunLine.tsx";
import { dayText } from "../parts/days.ts";
import { counted, numberText } from "../parts/figures.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";
import { WorkBar } from "../parts/WorkBar.tsx";
import { DayField } from "./DayField.tsx";

type Props = ExamState & Pick<ExamControl, "onExam" | "onForecast" | "onBringForward" | "onStop">;

/** An exam: answers bring cards back before its day, and what is to be expected on it is said. */
export function ExamPanel(props: Props): JSX.Element {
  const { exam, pausedUntil, bounds, work, forecast, done, meanwhile, canPutBack, daysBegun, error } = props;
  const { onExam, onForecast, onBringForward, onStop } = props;
  const busy = work !== null;
  const late = forecast?.late ?? 0;
  const hasExam = exam !== null;
  const isPausedThrough = exam !== null && pausedUntil !== null && pausedUntil >= exam;
  // Nothing is foretold of days that were given in part.
  const canGoOn = hasExam && daysBegun?.what === "giving";
  return (
    <section class="exam" aria-labelledby="exam-title" aria-busy={busy}>
      <h2 id="exam-title">{t("examTitle")}</h2>
      <p>{exam === null ? t("examIntro") : t("examOn", dayText(exam, "full"))}</p>
      {exam !== null && pausedUntil !== null && (
        <p class="fine">{t(isPausedThrough ? "examPausedThrough" : "examPaused", dayText(pausedUntil, "full"))}</p>
      )}
      {exam === null ? (
        <DayField
          name="exam-day"
          label={t("examDay")}
          bounds={bounds}
          busy={busy}
          action="set-exam"
          set={t("examSet")}
          onSet={onExam}
        />
      ) : (
        <p class="settings-actions">
          <ActionButton action="foretell-exam" busy={busy} onPress={onForecast}>
            {t("examAsk")}
          </ActionButton>
          <ActionButton action="clear-exam" look="quiet-button" busy={busy} onPress={() => onExam(null)}>
            {t("examClear")}
          </ActionButton>
        </p>
      )}
      {work && (
        <WorkBar
          work={work}
          label={t("examTitle")}
          isCounted={work.kind === "days"}
          stop={{ action: "stop-exam", onStop }}
        />
      )}
      <div role="status" data-exam={forecast === null ? "unknown" : "foretold"}>
        {done !== null && <p>{t(done === "forwarded" ? "examForwarded" : "examPutBack")}</p>}
        {daysBegun !== null && !busy && <DaysBegunLine {...daysBegun} canGoOn={hasExam} />}
        {meanwhile > 0 && <p>{plural("doneMeanwhile", meanwhile)}</p>}
        <ToldAnew of={forecast}>
          {forecast !== null && <Expected forecast={forecast} isPausedThrough={isPausedThrough} />}
        </ToldAnew>
      </div>
      {(late > 0 || canGoOn || canPutBack) && (
        <p class="settings-actions">
          {(late > 0 || canGoOn) && (
            <ActionButton action="bring-forward" busy={busy} onPress={() => onBringForward("apply")}>
              {late > 0 ? plural("examForward", late) : t("examGoOn")}
            </ActionButton>
          )}
          {canPutBack && (
            <ActionButton
              action="bring-forward-back"
              look="quiet-button"
              busy={busy}
              onPress={() => onBringForward("takeBack")}
            >
              {t("examBack")}
            </ActionButton>
          )}
        </p>
      )}
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}

interface ExpectedProps {
  readonly forecast: NonNullable<ExamForecast>;
  /** Nothing is asked before the exam, so that no way to it differs from another. */
  readonly isPausedThrough: boolean;
}

function Expected({ forecast, isPausedThrough }: ExpectedProps): JSX.Element {
  const { total, aside, suspended, isNewLimited, planned, unplanned, late, forward } = forecast;
  if (total === 0) {
    return <p>{suspended > 0 ? t("examNoneSuspended", t("suspendedTitle")) : t("examNoneOff", t("decksTitle"))}</p>;
  }
  const said = examFigures(planned, total);
  const known = (way: typeof planned) => examFigures(way, total).known;
  const minutes = (way: typeof planned) => counted("countMinutes", way.minutesPerDay.mean, 1);
  const range = t("workloadRange", numberText(said.low), numberText(said.high));
  return (
    <>
      <p>{t("examExpected", numberText(said.known), counted("countFacts", said.begun), range, minutes(planned))}</p>
      {!isPausedThrough && (
        <p data-not-begun={said.notBegun}>
          {said.notBegun > 0
            ? plural("examNotBegun", said.notBegun, counted("countFacts", total))
            : t("examAllBegun", counted("countFacts", total))}
          {said.notBegun > 0 && isNewLimited && ` ${t("examMoreNew")}`}
        </p>
      )}
      {aside > 0 && <p data-aside={aside}>{plural("begunAside", aside)}</p>}
      {!isPausedThrough && <p>{t("examWithout", numberText(known(unplanned)), minutes(unplanned))}</p>}
      {forward && <p>{plural("examLate", late, counted("countFacts", known(forward)), minutes(forward))}</p>}
    </>
  );
}
