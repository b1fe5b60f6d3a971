import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { MOST_DAYS_AHEAD } from "../../core/plan/card-action.ts";
import { DAY_MS, isoDay, type StudyDay } from "../../core/time/study-day.ts";
import { plural, t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { ActionPlan, CardActions } from "../../session/cards/card-actions.ts";
import { useLive } from "../hooks/use-live.ts";
import { useModal } from "../hooks/use-modal.ts";
import { noHeldPress } from "../parts/no-held-press.ts";
import { actionName, askText } from "./action-words.ts";

interface DialogProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly yes: string;
  readonly onAnswer: (yes: boolean) => void;
  /** The id of what is read out with the title. */
  readonly describedBy?: string;
  readonly children: ComponentChildren;
}

/** A question over the page. Closed, the browser gives the focus back to where it was. */
function Question({ title, yes, onAnswer, describedBy, children }: DialogProps): JSX.Element {
  const answer = useRef(false);
  const { ref: dialog, close, events } = useModal(() => onAnswer(answer.current));
  useLayoutEffect(() => {
    // Not the button that says yes: a second press of the key that asked would fall on it.
    dialog.current?.focus();
    dialog.current?.scrollTo(0, 0);
  }, []);
  return (
    <dialog
      ref={dialog}
      class="card-ask"
      tabIndex={-1}
      aria-labelledby="card-ask-title"
      aria-describedby={describedBy}
      onKeyDown={noHeldPress}
      {...events}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer.current = true;
          close();
        }}
      >
        <h2 id="card-ask-title">{title}</h2>
        {children}
        <p class="settings-actions">
          <button type="submit" class="small-button" data-action="card-action-yes">
            {yes}
          </button>
          <button type="button" class="quiet-button" data-action="card-action-no" onClick={close}>
            {t("actionCancel")}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** Says what an action will do before it is done, and asks; once on a page, wherever the action was started. */
export function AskDialog({ actions }: { readonly actions: CardActions }): JSX.Element | null {
  const { asked } = useLive(actions);
  return asked && <Ask plan={asked} onAnswer={(yes) => logFailure("changing cards", actions.answer(yes))} />;
}

function Ask({
  plan,
  onAnswer,
}: {
  readonly plan: ActionPlan;
  readonly onAnswer: (yes: boolean) => void;
}): JSX.Element {
  const name = actionName(plan.action.kind);
  return (
    <Question
      title={name}
      yes={plural("actionYes", plan.cards.length, name)}
      onAnswer={onAnswer}
      describedBy="card-ask-text"
    >
      <div id="card-ask-text">
        {askText(plan).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Question>
  );
}

interface DayProps {
  readonly today: StudyDay;
  /** How many cards get the day. */
  readonly cards: number;
  /** With the chosen day; null when none was chosen after all. */
  readonly onDay: (day: StudyDay | null) => void;
}

/** Asks for a day: in so many days or by date, which follow each other. */
export function DayDialog({ today, cards, onDay }: DayProps): JSX.Element {
  const [day, setDay] = useState<StudyDay | null>(today + 7);
  const days = useRef<HTMLInputElement>(null);
  const isChosen = useRef(false);
  // In the field, behind what the dialog says: a digit typed would make 75 of 7.
  useLayoutEffect(() => {
    days.current?.focus();
    days.current?.select();
    days.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const take = (next: number): void => {
    isChosen.current = true;
    setDay(Number.isInteger(next) ? next : null);
  };
  /** The day that is offered is taken by the button alone: the press that asked may have been a double one. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.repeat || isChosen.current) return;
    event.preventDefault();
    days.current?.form?.querySelector<HTMLElement>("[type=submit]")?.focus();
  };
  return (
    <Question title={t("dayTitle")} yes={t("daySet")} onAnswer={(yes) => onDay(yes ? day : null)}>
      <p>{plural("dayIntro", cards)}</p>
      <div class="card-day">
        <label>
          <span class="fine">{t("dayIn")}</span>
          <input
            ref={days}
            type="number"
            name="days"
            required
            min={0}
            max={MOST_DAYS_AHEAD}
            step={1}
            value={day === null ? "" : day - today}
            onKeyDown={onKeyDown}
            onInput={({ currentTarget }) => take(today + currentTarget.valueAsNumber)}
          />
        </label>
        <label>
          <span class="fine">{t("dayOn")}</span>
          <input
            type="date"
            name="date"
            required
            min={isoDay(today)}
            max={isoDay(today + MOST_DAYS_AHEAD)}
            value={day === null || day < today || day > today + MOST_DAYS_AHEAD ? "" : isoDay(day)}
            onInput={({ currentTarget }) => take(currentTarget.valueAsNumber / DAY_MS)}
          />
        </label>
      </div>
    </Question>
  );
}
