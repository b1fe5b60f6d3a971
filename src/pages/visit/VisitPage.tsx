import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type MessageKey, plural, t } from "../../platform/i18n.ts";
import type { VisitCards } from "../../platform/visit-cards.ts";
import type { LiveVisit, Visit } from "../../session/visit/visit.ts";
import { useLive } from "../../ui/hooks/use-live.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../../ui/parts/addresses.ts";
import { SaidRegion } from "../../ui/parts/SaidRegion.tsx";
import { focusStage } from "../../ui/study/frame/use-stage-focus.ts";
import { StudySurface } from "../../ui/study/StudySurface.tsx";
import { CountChoice } from "./CountChoice.tsx";
import { VisitUndo } from "./VisitUndo.tsx";

const BACK = `${PROGRESS_PAGE}#cards`;

/** A study session with chosen cards, under a line that says what counts and leads back. */
export function VisitPage({ live, visit }: { readonly live: LiveVisit; readonly visit: VisitCards }): JSX.Element {
  const state = useLive(live);
  const root = useRef<HTMLDivElement>(null);
  const isAway = useRef(false);
  // A card that comes in place of a page whose button was pressed: that button is gone, and the card is what is read next.
  useLayoutEffect(() => {
    if (state.choice !== null || state.isDone) isAway.current = true;
    else if (isAway.current && state.session.view.kind !== "loading") {
      isAway.current = false;
      focusStage(root.current);
    }
  });
  const text = barText(state, visit);
  return (
    <div ref={root} class="visit" data-visit={phaseOf(state)}>
      <aside class="visit-bar" aria-label={t("visitTitle")}>
        {/* For the eye: it is read out from a region that was there before its words. */}
        <p aria-hidden="true">{text}</p>
        <SaidRegion text={text} />
        <a class="small-button" href={BACK} data-action="visit-back">
          {t("visitBack")}
        </a>
      </aside>
      <SaidRegion text={state.session.takenBack} />
      {state.choice ? (
        <CountChoice choice={state.choice} practise={live.practise} letCount={live.letCount} session={state.session} />
      ) : state.isDone ? (
        <Done state={state} visit={visit} />
      ) : (
        <StudySurface session={state.session} layout="page" settingsHref={SETTINGS_PAGE} isTold />
      )}
    </div>
  );
}

function phaseOf({ choice, isDone, isPractice, isEarly }: Visit): string {
  if (choice) return "choice";
  if (isDone) return "done";
  return isPractice ? "practice" : isEarly ? "early" : "study";
}

function barText({ isPractice, isEarly, isDone, left, session }: Visit, { cards, chosen }: VisitCards): string {
  if (isPractice) return plural("visitPractice", left);
  if (isEarly && !isDone && session.counts) {
    const { learning, review, new: unseen } = session.counts;
    return plural("visitEarly", learning + review + unseen);
  }
  const cut = chosen > cards.length ? ` ${plural("visitCut", chosen)}` : "";
  return isDone
    ? plural("visitChosen", cards.length)
    : `${plural("visitChosen", cards.length)} ${t("visitCounts")}${cut}`;
}

/** The end of a visit: what was done in it, what comes again, and the way back. */
function Done({ state, visit }: { readonly state: Visit; readonly visit: VisitCards }): JSX.Element {
  const { session, known } = state;
  const { view, actions } = session;
  const ahead = view.kind === "done" ? view.ahead : 0;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <main class="visit-done" data-notice="done">
      <h1 class="notice-title" tabIndex={-1} ref={title}>
        {t(titleOf(state, visit, ahead))}
      </h1>
      {known > 0 && <p>{plural("visitKnown", known)}</p>}
      {session.counts !== null && session.counts.doneToday > 0 && (
        <p>{plural("doneReviewed", session.counts.doneToday)}</p>
      )}
      {session.canUndo && session.undoText && <p class="fine">{session.undoText}</p>}
      <VisitUndo session={session} />
      {ahead > 0 && (
        <button type="button" class="small-button" data-action="visit-ahead" onClick={actions.goAhead}>
          {plural("doneAhead", ahead)}
        </button>
      )}
    </main>
  );
}

/** @param ahead learning cards among the chosen ones, whose time has not come: with any of them the visit is not over */
function titleOf({ hasAsked }: Visit, { cards }: VisitCards, ahead: number): MessageKey {
  if (cards.length === 0) return "visitNone";
  if (ahead > 0) return "doneForNow";
  return hasAsked ? "visitDone" : "visitNothing";
}
