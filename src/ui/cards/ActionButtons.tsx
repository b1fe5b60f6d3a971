import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardId } from "../../core/ids.ts";
import { type CardActionKind, isDayToChoose } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { CardActions } from "../../session/cards/card-actions.ts";
import { useLive } from "../hooks/use-live.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { numberText } from "../parts/figures.ts";
import { DayDialog } from "./ActionDialogs.tsx";
import { actionName, backText, begunText, saidText } from "./action-words.ts";

interface Props {
  readonly actions: CardActions;
  readonly cards: readonly CardId[];
  /** Those that are offered, in this order. */
  readonly kinds: readonly CardActionKind[];
  readonly today: StudyDay;
  readonly onStart?: () => void;
}

/** Buttons for what can be done with chosen cards. What is asked before it is done, the page asks: see `AskDialog`. */
export function ActionButtons({ actions, cards, kinds, today, onStart }: Props): JSX.Element {
  const { busy } = useLive(actions);
  const [asksDay, setAsksDay] = useState(false);
  const start = (action: Parameters<CardActions["start"]>[1]): void => {
    onStart?.();
    logFailure("changing cards", actions.start(cards, action));
  };
  return (
    <>
      {kinds.map((kind, place) => (
        <ActionButton
          // By place: where one takes the place of another, the focus stays.
          key={place}
          action={`card-${kind}`}
          busy={busy}
          onPress={() => (kind === "due" ? setAsksDay(true) : start({ kind }))}
        >
          {actionName(kind)}
        </ActionButton>
      ))}
      {asksDay && (
        <DayDialog
          today={today}
          cards={cards.length}
          onDay={(dueDay) => {
            setAsksDay(false);
            if (dueDay !== null && isDayToChoose(dueDay, today)) start({ kind: "due", dueDay });
          }}
        />
      )}
    </>
  );
}

const SILENT = { said: null, last: null, busy: false, written: null } as const;

interface ResultProps extends Pick<Props, "actions"> {
  /** Only what was just done is taken back from here, not what was done before. */
  readonly own?: boolean;
  /** Nothing was done from here yet: the region stands there empty, so that what comes into it is read out. */
  readonly isSilent?: boolean;
}

/** What becomes of the last action while it goes on and afterwards, and the way back for the rest of the day. */
export function ActionResult({ actions, own = false, isSilent = false }: ResultProps): JSX.Element {
  const now = useLive(actions);
  const { said, last, busy, written } = isSilent ? SILENT : now;
  const sentence = useRef<HTMLParagraphElement>(null);
  const isLeaving = useRef(false);
  useLayoutEffect(() => {
    if (!isLeaving.current || busy) return;
    isLeaving.current = false;
    // Somebody who has gone elsewhere meanwhile is left in peace.
    const at = document.activeElement;
    if (!at || at.contains(sentence.current) || at.matches("[data-action='card-back']")) sentence.current?.focus();
  });
  return (
    <>
      <p class={isSilent ? "visually-hidden" : "card-said"} role="status" tabIndex={-1} ref={sentence}>
        {busy ? t("actionWorking") : said && saidText(said)}
      </p>
      {/* For the eye: that work goes on was just said, and how far it is stands beside it. */}
      {busy && <progress aria-hidden="true" max={written?.total} value={written?.done} />}
      {busy && written && (
        <>
          <span class="work-count">{t("exchangeProgress", numberText(written.done), numberText(written.total))}</span>
          <ActionButton
            action="stop-cards"
            look="quiet-button"
            busy={written.done === written.total}
            onPress={() => {
              // The button goes with the work.
              sentence.current?.focus();
              actions.stop();
            }}
          >
            {t("exchangeStop")}
          </ActionButton>
        </>
      )}
      {!busy && !own && last?.begun && last.begun.what !== said?.kind && (
        <p class="card-begun" data-action-begun={last.begun.what}>
          {begunText(last)}
        </p>
      )}
      {last && last.begun?.what !== "unreadable" && (!own || said?.kind === "done") && (
        <ActionButton
          action="card-back"
          look="quiet-button"
          busy={busy}
          onPress={() => {
            // The button may go with what it takes back: once that is done the focus goes to the sentence that says so.
            isLeaving.current = true;
            logFailure("taking back", actions.takeBack());
          }}
        >
          {backText(last)}
        </ActionButton>
      )}
    </>
  );
}
