import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { outsideText } from "../../../core/outside-text.ts";
import { type MessageKey, plural, t, uiLanguage } from "../../../platform/i18n.ts";
import type { Knowledge } from "../../../session/cards/read-facts.ts";
import type { SessionActions, SessionView } from "../../../session/study/session-view.ts";
import { ActionButton } from "../../parts/ActionButton.tsx";
import { OF_SUSPENDED } from "../../parts/addresses.ts";
import { nearDayText } from "../../parts/days.ts";
import { DoneRing } from "./DoneRing.tsx";
import { nextDueText } from "./next-due-text.ts";
import { NOTICE_TITLE } from "./notice-title.ts";

type Done = SessionView & { kind: "done" };

interface Props {
  readonly view: Done;
  readonly busy: boolean;
  /** What the user says of the chapter that is offered. */
  readonly onAnswer: SessionActions["answerOffer"];
  readonly onMoreNew: SessionActions["moreNew"];
  readonly readKnowledge: () => Promise<Knowledge | null>;
  /** What is known is read again with another of these: something has come from elsewhere, or another day has begun. */
  readonly readAnewWith?: string | undefined;
  /** Address of the options page; without it there is no link to it. */
  readonly settingsHref?: string | undefined;
  readonly progressHref?: string | undefined;
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number | undefined;
}

/** Nothing is left today: what is known now, what was done, when it goes on, and peace. */
export function DoneView({
  view,
  busy,
  onAnswer,
  onMoreNew,
  readKnowledge,
  readAnewWith,
  settingsHref,
  progressHref,
  nowMs,
}: Props): JSX.Element {
  const now = useNow(nowMs);
  return (
    <article class="notice done" data-notice="done" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
      <DoneRing
        key={view.reviewedToday}
        readKnowledge={readKnowledge}
        readAnewWith={readAnewWith}
        lamellae={Math.max(3, view.reviewedToday)}
      >
        {(known) => (
          <div class="done-words">
            <h1 id={NOTICE_TITLE} class="notice-title">
              {t(titleOf(view))}
            </h1>
            {known}
            {view.reviewedToday > 0 && <p>{plural("doneReviewed", view.reviewedToday)}</p>}
            {!view.off.all && (
              <p class="done-next">
                {view.next === null
                  ? t(view.noNewCards ? "doneNoNew" : "doneNoNext")
                  : nextDueText(view.next.atMs, now)}{" "}
                {view.next !== null && view.next.cards > 1 && plural("doneWaiting", view.next.cards)}
              </p>
            )}
            {view.next === null && view.suspended > 0 && (
              <SuspendedLine suspended={view.suspended} progressHref={progressHref} />
            )}
            <PortionsLine portions={view.portions} settingsHref={settingsHref} />
            <OffLine off={view.off} settingsHref={settingsHref} />
            {view.offer !== null && <OfferLine offer={view.offer} busy={busy} onAnswer={onAnswer} />}
            {view.moreNew > 0 && <MoreNewLine cards={view.moreNew} busy={busy} onMoreNew={onMoreNew} />}
            {progressHref !== undefined && (
              <p class="done-ways">
                <a class="small-button" href={progressHref} target="_blank" rel="noopener">
                  {t("progressLink")}
                </a>
              </p>
            )}
          </div>
        )}
      </DoneRing>
    </article>
  );
}

interface OfferProps extends Pick<Props, "busy" | "onAnswer"> {
  readonly offer: NonNullable<Props["view"]["offer"]>;
}

/** A quiet line: what else there is, for who is ready for it. It asks for nothing. */
const OfferLine = ({ offer, busy, onAnswer }: OfferProps): JSX.Element => (
  <div class="done-offer" data-offer={offer.chapter}>
    <p>{plural("offerChapter", offer.cards, offer.title)}</p>
    <p class="done-offer-actions">
      <ActionButton action="take-offer" busy={busy} onPress={() => onAnswer(true)}>
        {t("offerTake")}
      </ActionButton>
      <ActionButton action="decline-offer" busy={busy} look="quiet-button" onPress={() => onAnswer(false)}>
        {t("offerDecline")}
      </ActionButton>
    </p>
  </div>
);

interface MoreNewProps extends Pick<Props, "busy" | "onMoreNew"> {
  readonly cards: number;
}

/** For who has time today. It says what that leads to, and asks for nothing. */
const MoreNewLine = ({ cards, busy, onMoreNew }: MoreNewProps): JSX.Element => (
  <p class="done-more">
    <ActionButton
      action="more-new"
      busy={busy}
      look="quiet-button"
      describedBy="done-more-help"
      onPress={() => onMoreNew(cards)}
    >
      {plural("doneMoreNew", cards)}
    </ActionButton>
    <span id="done-more-help" class="fine">
      {t("optionsNewPerDayHelp")}
    </span>
  </p>
);

function titleOf({ off, ahead, reviewedToday }: Done): MessageKey {
  if (off.all) return "doneAllOff";
  if (ahead > 0) return "doneForNow";
  return reviewedToday > 0 ? "doneTitle" : "doneNothingDue";
}

/** That a plan holds cards back is said, with the way to where it can be ended. */
function PortionsLine({
  portions,
  settingsHref,
}: Pick<Done, "portions"> & Pick<Props, "settingsHref">): JSX.Element | null {
  if (portions === null) return null;
  return (
    <p class="done-off" data-portions>
      {plural("donePortions", portions.perDay, nearDayText(portions.untilMs))}{" "}
      {settingsHref !== undefined && (
        <a
          class="small-button"
          data-action="see-portions"
          href={`${settingsHref}#pause-title`}
          target="_blank"
          rel="noopener"
        >
          {t("donePortionsChange")}
        </a>
      )}
    </p>
  );
}

/** What is switched off is said, with the way to where it is switched on. */
function OffLine({ off, settingsHref }: Pick<Done, "off"> & Pick<Props, "settingsHref">): JSX.Element | null {
  if (off.titles.length === 0) return null;
  const list = new Intl.ListFormat(uiLanguage()).format(off.titles.map(outsideText));
  return (
    <p class="done-off">
      {t("doneOff", list)}{" "}
      {settingsHref !== undefined && (
        <a class="small-button" data-action="switch-on" href={settingsHref} target="_blank" rel="noopener">
          {t("doneOffChange")}
        </a>
      )}
    </p>
  );
}

interface SuspendedProps extends Pick<Props, "progressHref"> {
  readonly suspended: number;
}

/** Where no card ever comes, what is suspended is said, with the way to where it is called back. */
const SuspendedLine = ({ suspended, progressHref }: SuspendedProps): JSX.Element => (
  <p class="done-off">
    {plural("doneSuspended", suspended)}{" "}
    {progressHref !== undefined && (
      <a
        class="small-button"
        data-action="call-back"
        href={`${progressHref}${OF_SUSPENDED}`}
        target="_blank"
        rel="noopener"
      >
        {t("doneSuspendedList")}
      </a>
    )}
  </p>
);

const HALF_A_MINUTE_MS = 30_000;

/**
 * The present, renewed every half minute while the component is shown.
 * @param fixedMs a time that stands still, for fixtures
 */
function useNow(fixedMs?: number): number {
  const [nowMs, setNowMs] = useState(fixedMs ?? Date.now());
  useEffect(() => {
    if (fixedMs !== undefined) return;
    const timer = setInterval(() => setNowMs(Date.now()), HALF_A_MINUTE_MS);
    return () => clearInterval(timer);
  }, [fixedMs]);
  return nowMs;
}
